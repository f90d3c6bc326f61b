import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtCloudSimulator } from 'dbt-cloud-simulator';
import { diagnose } from '../diagnose';
import { DoctorCheck } from '../DoctorCheck';

/** What a diagnosis of the simulator says, with some config beside its connection. */
export async function collectChecks(
  simulator: DbtCloudSimulator,
  config: JsonObject = {},
): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  for await (const check of diagnose({
    config: new ConfigReader({
      accessUrl: simulator.url,
      token: simulator.token,
      ...config,
    }),
    configPath: 'dbt.yaml',
  })) {
    if (/\n/.test(check.message) || check.message.includes(simulator.token)) {
      throw new Error(
        `A check of several lines, or with the token: ${check.message}`,
      );
    }
    checks.push(check);
  }
  return checks;
}

/** What of it is not as it should be. */
export async function collectFindings(
  simulator: DbtCloudSimulator,
  config?: JsonObject,
): Promise<DoctorCheck[]> {
  const checks = await collectChecks(simulator, config);
  return checks.filter(({ verdict }) => verdict !== 'ok');
}
