import { parseTimestamp } from 'backstage-plugin-dbt-cloud-node';
import { oneLine } from '../output/oneLine';
import { print } from '../output/print';
import { readDirectory } from '../preview/readDirectory';
import { assumeSuccess } from './assumeSuccess';
import { findProjects } from './findProjects';
import { HealthTallies } from './HealthTallies';
import { HEALTH_USAGE, parseHealthArguments } from './parseHealthArguments';

/**
 * The command `health`: how healthy the nodes of some projects are, by each profile. A project that
 * cannot be read is a line on standard error.
 *
 * @returns the exit code.
 * @internal
 */
export async function runHealth(args: string[]): Promise<number> {
  try {
    const parsed = parseHealthArguments(args);
    if (parsed.help) {
      await print(HEALTH_USAGE);
      return 0;
    }
    return await printTallies(parsed);
  } catch (error) {
    process.stderr.write(`health: ${oneLine(error)}\n`);
    return 1;
  }
}

async function printTallies(args: {
  directories: string[];
  now?: Date;
}): Promise<number> {
  const judged = HealthTallies.create();
  const assumed = HealthTallies.create();
  let withResults = 0;
  let withoutResults = 0;
  let exitCode = 0;
  for (const directory of await findProjects(args.directories)) {
    try {
      const { project, tests, results } = await readDirectory(directory);
      const now = args.now ?? parseTimestamp(project.generatedAt) ?? new Date();
      if (results.count === 0) {
        withoutResults++;
        await assumed.add(project, assumeSuccess(project, tests, now), now);
        continue;
      }
      withResults++;
      await judged.add(project, results, now);
      const own = HealthTallies.create();
      await own.add(project, results, now);
      const day = now.toISOString().slice(0, 10);
      await print(
        `${directory}: ${results.count} results, judged on ${day}\n${own}`,
      );
    } catch (error) {
      process.stderr.write(`health: ${directory}: ${oneLine(error)}\n`);
      exitCode = 1;
    }
  }
  await print(`Projects with results: ${withResults}\n${judged}`);
  await print(
    `Projects without results, as if all had been built, tested and found fresh: ${withoutResults}\n${assumed}`,
  );
  return exitCode;
}
