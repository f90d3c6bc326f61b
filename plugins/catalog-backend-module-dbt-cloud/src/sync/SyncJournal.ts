import { LoggerService } from '@backstage/backend-plugin-api';
import { DbtProblem } from 'backstage-plugin-dbt-cloud-node';
import { ProjectOutcome, SyncLogLine, SyncOutcome } from '../store';
import { describeOutcome } from './describeOutcome';

/**
 * What happens in one sync: told to the log at once, and kept for the history.
 *
 * @internal
 */
export class SyncJournal {
  readonly #logger: LoggerService;
  readonly projects: ProjectOutcome[] = [];
  readonly lines: SyncLogLine[] = [];
  /** Whether a project turned up after one that has it as a package was matched. */
  hasLateOwner = false;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  log(level: SyncLogLine['level'], message: string): void {
    this.lines.push({ at: new Date().toISOString(), level, message });
    this.#logger[level](message);
  }

  /** Notes what became of an environment, in one line where something was emitted. */
  addOutcome(label: string, outcome: ProjectOutcome): void {
    this.projects.push(outcome);
    const summary = describeOutcome(outcome);
    if (summary) {
      this.log('info', `${label}: ${summary}`);
    }
  }

  debug(message: string): void {
    this.#logger.debug(message);
  }

  /** One line for each kind of problem; the log level `debug` has all of them. */
  logProblems(label: string, problems: DbtProblem[]): void {
    for (const code of new Set(problems.map(problem => problem.code))) {
      const [first, ...others] = problems.filter(
        problem => problem.code === code,
      );
      const more =
        others.length > 0
          ? ` (and ${others.length} more, logged at debug)`
          : '';
      this.log(
        first.severity === 'error' ? 'error' : 'warn',
        `${label}: ${first.message}${more}`,
      );
      for (const { message } of others) {
        this.debug(`${label}: ${message}`);
      }
    }
  }

  /** Whether another match could change nothing: no node was left without its table. */
  get isSettled(): boolean {
    return (
      !this.hasLateOwner &&
      this.projects.every(({ attachments }) => !attachments?.unmatched)
    );
  }

  /** How the sync went, by how its projects went. */
  get outcome(): SyncOutcome {
    const failed = this.projects.filter(({ outcome }) => outcome === 'failed');
    if (failed.length === 0) {
      return 'succeeded';
    }
    return failed.length === this.projects.length ? 'failed' : 'partial';
  }
}
