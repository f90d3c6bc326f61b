import { NotFoundError } from '@backstage/errors';
import { DbtCloudRun } from 'backstage-plugin-dbt-cloud-node';

/** As many as a refresh tries before it takes an artifact for missing. */
const RUNS_TO_TRY = 10;

/**
 * Finds the run that an artifact would be read from. What a run has is asked for once, and not before
 * it is needed.
 *
 * @internal
 */
export class ArtifactFinder {
  readonly #runs: DbtCloudRun[];
  readonly #listPaths: (run: DbtCloudRun) => Promise<string[]>;
  readonly #paths = new Map<number, Set<string>>();

  private constructor(
    runs: DbtCloudRun[],
    listPaths: (run: DbtCloudRun) => Promise<string[]>,
  ) {
    this.#runs = runs;
    this.#listPaths = listPaths;
  }

  /**
   * @param runs - in the order in which a refresh tries them
   * @param listPaths - reads the paths of a run's artifacts
   */
  static create(
    runs: DbtCloudRun[],
    listPaths: (run: DbtCloudRun) => Promise<string[]>,
  ): ArtifactFinder {
    return new ArtifactFinder(runs.slice(0, RUNS_TO_TRY), listPaths);
  }

  /** The first run that has the artifact. */
  async find(path: string): Promise<DbtCloudRun | undefined> {
    for (const run of this.#runs) {
      if ((await this.#pathsOf(run)).has(path)) {
        return run;
      }
    }
    return undefined;
  }

  /**
   * @throws NotFoundError that names the runs that were looked at, where none has the artifact.
   */
  async require(path: string): Promise<DbtCloudRun> {
    const run = await this.find(path);
    if (!run) {
      const ids = this.#runs.map(({ id }) => `run ${id}`).join(', ');
      throw new NotFoundError(
        `no ${path} in ${ids}; run a job with a dbt command such as dbt build`,
      );
    }
    return run;
  }

  async #pathsOf(run: DbtCloudRun): Promise<Set<string>> {
    const known = this.#paths.get(run.id);
    if (known) {
      return known;
    }
    const paths = new Set(await this.#listPaths(run));
    this.#paths.set(run.id, paths);
    return paths;
  }
}
