import { ModelDescription } from '../ProjectDescription';
import { stagingOf } from '../stagingOf';
import { parcelNetworkSources } from './parcelNetworkSources';

/** What some staging models have beyond their source. */
const PARTICULARS: Record<string, Partial<ModelDescription>> = {
  stg_tms__shipments: {
    acceptedValues: { service_level: ['express', 'standard', 'economy'] },
  },
  stg_scanning__parcel_scans: { tags: ['hourly'] },
  stg_scanning__delivery_attempts: {
    tags: ['hourly'],
    acceptedValues: {
      attempt_outcome: ['delivered', 'nobody_home', 'refused', 'wrong_address'],
    },
    outcomes: { attempt_outcome: { status: 'warn', failures: 3 } },
  },
};

/** @internal */
export const parcelNetworkStaging: ModelDescription[] = stagingOf(
  parcelNetworkSources,
  PARTICULARS,
);
