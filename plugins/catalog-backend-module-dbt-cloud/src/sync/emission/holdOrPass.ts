import { scopeOf } from '../../store';
import { EnvironmentState } from './EnvironmentState';
import { heldMessage, howToRelease } from './heldMessage';
import { EmittedState, guardRemovals, isReleased } from './removalGuard';
import { SyncContext } from '../SyncContext';

/**
 * Whether the change of an environment goes through. `held` says what is held back and how it gets
 * through; `release` notes that it did.
 *
 * @internal
 */
export interface HoldDecision {
  held?: string;
  release(): Promise<void>;
}

/**
 * Holds a change back that is too large a share of a project, until somebody confirms it or enough
 * later runs say the same.
 *
 * @internal
 */
export async function holdOrPass(options: {
  before: EmittedState;
  after: EmittedState;
  environment: Pick<
    EnvironmentState,
    'stored' | 'projectName' | 'environmentName' | 'source'
  >;
  context: SyncContext;
}): Promise<HoldDecision> {
  const { before, after, environment, context } = options;
  const { store } = context;
  const { removalGuard } = context.config;
  const { stored, projectName, environmentName, source } = environment;
  const { key } = stored;
  const decision = guardRemovals(before, after, removalGuard);
  if (decision.decision === 'pass') {
    await store.heldRemovals.supersede(key.providerId, scopeOf(key));
    return { release: async () => {} };
  }
  // What is emitted says nothing of this any more: only a sync that compares it anew closes the hold.
  await store.environments.forgetEmitted(stored);
  const message = heldMessage('share', decision.counts);
  const { providerId, ...ids } = key;
  const hold = await store.heldRemovals.hold(
    {
      providerId,
      ...ids,
      projectName,
      environmentName,
      cause: 'share',
      message,
      counts: decision.counts,
      changes: decision.changes,
      digest: decision.digest,
    },
    source.manifestRunId,
  );
  const release = () => store.heldRemovals.markApplied(hold.id);
  return isReleased(hold, removalGuard)
    ? { release }
    : {
        held: `${message}; ${howToRelease(hold.id, removalGuard.requiredRuns)}`,
        release,
      };
}
