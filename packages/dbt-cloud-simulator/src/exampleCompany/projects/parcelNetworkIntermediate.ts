import { ModelDescription } from '../ProjectDescription';

const layer = 'intermediate' as const;

/** @internal */
export const parcelNetworkIntermediate: ModelDescription[] = [
  {
    name: 'int_parcel_scans_deduplicated',
    description:
      'Scans without the repetitions of scanners that send again after a lost connection.',
    layer,
    folder: 'scanning',
    materialized: 'ephemeral',
    from: ['stg_scanning__parcel_scans'],
    columns: ['scan_id', 'shipment_id', 'depot_id', 'scan_type', 'scanned_at'],
    code: `select *
from {{ ref('stg_scanning__parcel_scans') }}
qualify row_number() over (
    partition by shipment_id, depot_id, scan_type
    order by scanned_at
) = 1`,
  },
  {
    name: 'int_scans_joined_to_legs',
    description: 'Each scan with the leg of the journey on which it happened.',
    layer,
    folder: 'scanning',
    from: ['int_parcel_scans_deduplicated', 'stg_tms__shipment_legs'],
    columns: ['scan_id', 'leg_id', 'shipment_id', 'depot_id', 'scanned_at'],
    key: 'scan_id',
  },
  {
    name: 'int_shipment_legs_timed',
    description: 'Legs with planned and actual times of arrival.',
    layer,
    folder: 'shipments',
    from: ['stg_tms__shipment_legs', 'stg_tms__linehaul_trips'],
    columns: [
      'leg_id',
      'shipment_id',
      'trip_id',
      'planned_arrival_at',
      'arrived_at',
      'delay_minutes',
    ],
    key: 'leg_id',
  },
  {
    name: 'int_shipment_milestones',
    description:
      'When each parcel was announced, picked up, sorted, out for delivery and delivered.',
    layer,
    folder: 'shipments',
    from: [
      'stg_tms__shipments',
      'int_scans_joined_to_legs',
      'stg_scanning__delivery_attempts',
    ],
    columns: [
      'shipment_id',
      'created_at',
      'picked_up_at',
      'out_for_delivery_at',
      'delivered_at',
    ],
    key: 'shipment_id',
    group: 'network_planning',
    access: 'private',
  },
  {
    name: 'int_delivery_attempts_ranked',
    description: 'Attempts numbered per parcel, the first one first.',
    layer,
    folder: 'deliveries',
    from: ['stg_scanning__delivery_attempts'],
    columns: [
      'attempt_id',
      'shipment_id',
      'attempt_number',
      'attempt_outcome',
      'attempted_at',
    ],
    key: 'attempt_id',
  },
  {
    name: 'int_vehicle_daily_distance',
    description: 'Kilometres per vehicle and day, from odometer readings.',
    layer,
    folder: 'fleet',
    from: ['stg_telematics__vehicle_positions'],
    columns: ['vehicle_id', 'date_day', 'distance_km'],
    group: 'fleet',
  },
  {
    name: 'int_depot_daily_volumes',
    description: 'Parcels sorted per depot and day.',
    layer,
    folder: 'depots',
    from: ['int_parcel_scans_deduplicated', 'stg_tms__depots'],
    columns: ['depot_id', 'date_day', 'parcels'],
  },
  {
    name: 'int_linehaul_trip_loads',
    description: 'Weight and parcels on each trip.',
    layer,
    folder: 'linehaul',
    from: [
      'stg_tms__linehaul_trips',
      'int_shipment_legs_timed',
      'stg_tms__shipments',
    ],
    columns: ['trip_id', 'parcels', 'weight_kg'],
    key: 'trip_id',
  },
];
