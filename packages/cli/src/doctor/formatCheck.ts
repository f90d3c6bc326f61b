import { DoctorCheck } from 'backstage-plugin-catalog-backend-module-dbt-cloud/doctor';

const VERDICT_WIDTH = 'problem'.length;

/**
 * A check as one line of text.
 *
 * @internal
 */
export function formatCheck(check: DoctorCheck): string {
  const { name, subject, verdict, message } = check;
  const about = subject === undefined ? name : `${name} of ${subject}`;
  return `${verdict.padEnd(VERDICT_WIDTH)}  ${about}: ${message}\n`;
}
