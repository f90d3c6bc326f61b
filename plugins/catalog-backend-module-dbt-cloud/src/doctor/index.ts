/**
 * What a connection to dbt Cloud lacks, without a Backstage.
 *
 * @packageDocumentation
 */
export { diagnose } from './diagnose';
export type { DiagnoseOptions } from './diagnose';
export type { DoctorCheck, DoctorCheckName } from './DoctorCheck';
