/**
 * A dbt Cloud that runs on loopback, for the demo and the tests.
 *
 * @packageDocumentation
 */
export { DbtCloudSimulator } from './DbtCloudSimulator';
export type {
  DbtCloudSimulatorOptions,
  RecordedRequest,
} from './DbtCloudSimulator';
export * from './exampleCompany';
export * from './faults';
export * from './warehouse';
export * from './webhooks';
export * from './world';
