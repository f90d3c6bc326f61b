import { ProjectOutcome } from '../../store';
import { readEmittedState } from './emittedState';
import { storedEnvironmentLabel } from '../account/environmentLabel';
import { DisappearedEnvironment } from '../account/findDisappeared';
import { heldMessage, howToRelease } from './heldMessage';
import { mutateCatalog } from './mutateCatalog';
import { guardRemovals, isReleased } from './removalGuard';
import { SyncContext } from '../SyncContext';

/**
 * Takes an environment that is no longer in scope out of the catalog and out of the store, once. One
 * that the token no longer sees waits for somebody to confirm it; so does one that the config
 * leaves out, unless it is small.
 *
 * @internal
 */
export async function removeEnvironment(
  { environment, cause }: DisappearedEnvironment,
  context: SyncContext,
): Promise<ProjectOutcome> {
  const { store, journal, lock, claims, config } = context;
  const { key, projectName, environmentName } = environment;
  const { providerId, ...ids } = key;
  const identity = { ...ids, projectName, environmentName };
  const label = storedEnvironmentLabel(environment);
  const known = await store.knownRefs.list(environment);
  const decision = guardRemovals(
    { ...(await readEmittedState(store, environment)), entityRefs: known },
    { entityRefs: new Set(), tables: new Map() },
    config.removalGuard,
  );

  let heldId: string | undefined;
  const deliberate = cause === 'dropped-from-config';
  if (known.size > 0 && (decision.decision === 'hold' || !deliberate)) {
    // Should it come back, the sync that compares it anew closes the hold.
    await store.environments.forgetEmitted(environment);
    const message = heldMessage(cause, decision.counts);
    const hold = await store.heldRemovals.hold({
      providerId,
      ...identity,
      cause,
      message,
      counts: decision.counts,
      changes: decision.changes,
      digest: `${cause} ${decision.digest}`,
    });
    if (!isReleased(hold, config.removalGuard)) {
      const reason = `${message}; ${howToRelease(hold.id)}`;
      claims.keep(label, known);
      journal.log('warn', `${label} is held back: ${reason}`);
      return { ...identity, outcome: 'held', reason };
    }
    heldId = hold.id;
  }

  await mutateCatalog(context.connection, lock, {
    entities: [],
    locationKey: context.providerName,
    removed: [...known],
  });
  await store.enrichment.replace(environment, []);
  await store.environments.remove(environment);
  if (heldId !== undefined) {
    await store.heldRemovals.markApplied(heldId);
  }
  journal.log('info', `${label} is removed: ${known.size} entities`);
  return {
    ...identity,
    outcome: 'updated',
    entities: { total: 0, added: 0, changed: 0, removed: known.size },
  };
}
