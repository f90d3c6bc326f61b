import {
  diagnose,
  DoctorCheck,
} from 'backstage-plugin-catalog-backend-module-dbt-cloud/doctor';
import { readConfigFile } from '../files/readConfigFile';
import { oneLine } from '../output/oneLine';
import { print } from '../output/print';
import { formatCheck } from './formatCheck';
import { DOCTOR_USAGE, parseDoctorArguments } from './parseDoctorArguments';

/**
 * The command `doctor`: what works of a connection to dbt Cloud, and what to do about the rest.
 *
 * @returns the exit code: 1 where something must be done.
 * @internal
 */
export async function runDoctor(args: string[]): Promise<number> {
  try {
    const parsed = parseDoctorArguments(args);
    if (parsed.help) {
      await print(DOCTOR_USAGE);
      return 0;
    }
    const { config: configPath, output } = parsed;
    const config = await readConfigFile(configPath, { connects: true });
    const checks: DoctorCheck[] = [];
    for await (const check of diagnose({ config, configPath })) {
      checks.push(check);
      if (output === 'text') {
        await print(formatCheck(check));
      }
    }
    const ok = checks.every(({ verdict }) => verdict !== 'problem');
    if (output === 'json') {
      await print(`${JSON.stringify({ ok, checks })}\n`);
    }
    return ok ? 0 : 1;
  } catch (error) {
    process.stderr.write(`doctor: ${oneLine(error)}\n`);
    return 1;
  }
}
