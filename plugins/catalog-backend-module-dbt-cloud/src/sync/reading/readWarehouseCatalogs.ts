import { DbtCloudRun, readCatalog } from 'backstage-plugin-dbt-cloud-node';
import { artifactName } from './artifactName';
import { JobRuns, RunChoice } from '../runs/chooseRuns';
import { RUNS_TO_TRY, RunReading } from './RunReading';
import { endedAfter, runTime } from '../runs/runTime';

/**
 * Reads what the warehouse says of the nodes, newest word last: a catalog can be empty or partial
 * without an error, so that each only adds to what older ones said.
 *
 * @param known - the run whose catalog was read before
 * @returns the newest run that has a catalog
 * @internal
 */
export async function readWarehouseCatalogs(
  reading: RunReading,
  choice: Pick<RunChoice, 'catalogs' | 'undocumented' | 'isDocumented'>,
  known: number | undefined,
): Promise<number | undefined> {
  const newest = await readGroups(reading, choice.catalogs);
  if (newest) {
    return newest.id;
  }
  // dbt Fusion writes catalogs without being told to generate documentation
  if (known === undefined || !choice.isDocumented) {
    return (await readGroups(reading, choice.undocumented))?.id ?? known;
  }
  const documented = choice.catalogs
    .flatMap(({ runs }) => runs)
    .find(run => run.has_docs_generated);
  if (documented && reading.isSettled(documented)) {
    reading.problems.push({
      severity: 'warning',
      code: 'catalog-missing',
      message: `run ${documented.id} generated documentation, but has no catalog.json; what the warehouse says stays as run ${known} left it`,
    });
  }
  return known;
}

/** Reads a catalog of each job, and says which of them is the newest. */
async function readGroups(
  reading: RunReading,
  groups: JobRuns[],
): Promise<DbtCloudRun | undefined> {
  let newest: DbtCloudRun | undefined;
  let since = new Date(0);
  for (const { preferred, runs } of groups) {
    const read = await readFirst(reading, endedAfter(runs, since));
    if (read) {
      const { run, entries } = read;
      newest = newest && runTime(newest) > runTime(run) ? newest : run;
      since = preferred && entries > 0 ? runTime(run) : since;
    }
  }
  return newest;
}

/** Reads the first catalog that has something in it, and says which was the first at all. */
async function readFirst(
  reading: RunReading,
  runs: DbtCloudRun[],
): Promise<{ run: DbtCloudRun; entries: number } | undefined> {
  let empty: DbtCloudRun | undefined;
  let rest = runs.slice(0, RUNS_TO_TRY);
  while (rest.length > 0) {
    let run = rest[0];
    try {
      const found = await reading.openFirst(rest, 'catalog.json');
      if (!found) {
        break;
      }
      run = found.run;
      let entries = 0;
      for await (const entry of readCatalog(found.stream, {
        name: artifactName(run, 'catalog.json'),
        signal: reading.signal,
        onProblem: problem => reading.problems.push(problem),
      })) {
        entries += 1;
        if (entry.owner) {
          reading.databaseOwners.set(entry.uniqueId, entry.owner);
        }
        await reading.details?.addCatalogEntry(entry);
      }
      reading.gave(run, 'catalog');
      if (entries > 0) {
        return { run, entries };
      }
      empty ??= run;
    } catch (error) {
      if (!reading.failed(run, 'catalog', error)) {
        break;
      }
    }
    rest = rest.slice(rest.indexOf(run) + 1);
  }
  return empty && { run: empty, entries: 0 };
}
