import { ModelDescription } from '../ProjectDescription';

const layer = 'marts' as const;

/** @internal */
export const parcelNetworkMarts: ModelDescription[] = [
  {
    name: 'dim_depots',
    description:
      'Depots with region, capacity and the date of their last change.',
    layer,
    folder: 'network',
    from: ['stg_tms__depots', 'depot_regions', 'depots_snapshot'],
    columns: [
      'depot_id',
      'depot_name',
      'country_code',
      'region',
      'parcels_per_hour',
      'updated_at',
    ],
    key: 'depot_id',
    group: 'network_planning',
    access: 'public',
    contract: true,
    tags: ['core'],
  },
  {
    name: 'dim_vehicles',
    description: 'Vehicles as they are today.',
    layer,
    folder: 'fleet',
    from: ['stg_tms__vehicles', 'vehicles_snapshot'],
    columns: ['vehicle_id', 'depot_id', 'vehicle_type', 'capacity_kg'],
    key: 'vehicle_id',
    group: 'fleet',
    references: { depot_id: 'dim_depots' },
  },
  {
    name: 'dim_drivers',
    description: 'Drivers without names: what planning needs, and no more.',
    layer,
    folder: 'network',
    from: ['stg_tms__drivers'],
    columns: ['driver_id', 'depot_id', 'hired_on'],
    key: 'driver_id',
    meta: { owner: 'network-planning@harborline.example', contains_pii: false },
  },
  {
    name: 'dim_service_levels',
    description: 'What each service level promises.',
    layer,
    folder: 'network',
    from: ['service_levels'],
    columns: ['service_level', 'promised_days', 'price_factor'],
    key: 'service_level',
    access: 'public',
    group: 'network_planning',
  },
  {
    name: 'fct_shipments',
    description:
      'One row per parcel, from announcement to delivery. **The** table for questions about service quality.\n\nParcels count as on time when they are delivered before the end of the promised day, holidays of the destination left out.',
    layer,
    folder: 'network',
    materialized: 'incremental',
    from: [
      'int_shipment_milestones',
      'stg_tms__shipments',
      'dim_service_levels',
      'country_holidays',
    ],
    columns: [
      'shipment_id',
      'customer_id',
      'service_level',
      'origin_depot_id',
      'destination_depot_id',
      'weight_kg',
      'created_at',
      'delivered_at',
      'promised_at',
      'is_on_time',
    ],
    code: `with milestones as (
    select * from {{ ref('int_shipment_milestones') }}
),

promises as (
    select
        shipments.shipment_id,
        max(days.date_day) as promised_at
    from {{ ref('stg_tms__shipments') }} as shipments
    left join {{ ref('dim_service_levels') }} as levels using (service_level)
    left join working_days(exclude => {{ ref('country_holidays') }}) as days
        on days.number <= levels.promised_days
    group by shipments.shipment_id
)

select
    shipments.*,
    milestones.delivered_at,
    promises.promised_at,
    milestones.delivered_at <= promises.promised_at as is_on_time
from {{ ref('stg_tms__shipments') }} as shipments
left join milestones using (shipment_id)
left join promises using (shipment_id)`,
    key: 'shipment_id',
    group: 'network_planning',
    access: 'public',
    contract: true,
    tags: ['core', 'hourly'],
    meta: { owner: 'Network Planning', tier: 1 },
    references: {
      destination_depot_id: 'dim_depots',
      service_level: 'dim_service_levels',
    },
    outcomes: { destination_depot_id: { status: 'fail', failures: 12 } },
    unitTests: [
      {
        name: 'holidays_do_not_count_as_days_in_transit',
        description:
          'A parcel promised for a holiday is on time the day after.',
      },
    ],
  },
  {
    name: 'fct_parcel_scans',
    description: 'Every scan once, with its leg.',
    layer,
    folder: 'network',
    materialized: 'incremental',
    from: ['int_scans_joined_to_legs'],
    columns: ['scan_id', 'leg_id', 'shipment_id', 'depot_id', 'scanned_at'],
    key: 'scan_id',
    group: 'last_mile',
    tags: ['hourly'],
  },
  {
    name: 'fct_delivery_attempts',
    description: 'Every attempt to deliver, with its outcome.',
    layer,
    folder: 'deliveries',
    from: ['int_delivery_attempts_ranked', 'dim_drivers'],
    columns: [
      'attempt_id',
      'shipment_id',
      'driver_id',
      'attempt_number',
      'attempt_outcome',
      'attempted_at',
    ],
    key: 'attempt_id',
    group: 'last_mile',
    references: { shipment_id: 'fct_shipments' },
  },
  {
    name: 'fct_linehaul_trips',
    description: 'Trips between depots with load and delay.',
    layer,
    folder: 'network',
    from: ['stg_tms__linehaul_trips', 'int_linehaul_trip_loads'],
    columns: [
      'trip_id',
      'vehicle_id',
      'driver_id',
      'departed_at',
      'arrived_at',
      'parcels',
      'weight_kg',
    ],
    key: 'trip_id',
    group: 'network_planning',
    references: { vehicle_id: 'dim_vehicles' },
  },
  {
    name: 'fct_vehicle_days',
    description: 'Distance and fuel per vehicle and day.',
    layer,
    folder: 'fleet',
    from: [
      'int_vehicle_daily_distance',
      'stg_telematics__fuel_events',
      'dim_vehicles',
    ],
    columns: ['vehicle_id', 'date_day', 'distance_km', 'litres'],
    group: 'fleet',
    references: { vehicle_id: 'dim_vehicles' },
  },
  {
    name: 'fct_depot_days',
    description: 'Volume against capacity per depot and day.',
    layer,
    folder: 'network',
    from: ['int_depot_daily_volumes', 'dim_depots'],
    columns: ['depot_id', 'date_day', 'parcels', 'parcels_per_hour'],
    group: 'network_planning',
    references: { depot_id: 'dim_depots' },
  },
  {
    name: 'network_performance_daily',
    description: 'On-time rate and delay per day and service level.',
    layer,
    folder: 'network',
    from: ['fct_shipments', 'int_shipment_legs_timed'],
    columns: [
      'date_day',
      'service_level',
      'parcels',
      'on_time_rate',
      'delay_minutes',
    ],
    group: 'network_planning',
    tags: ['reporting'],
  },
  {
    name: 'depot_capacity_forecast',
    description: 'Expected parcels per depot for the coming four weeks.',
    layer,
    folder: 'network',
    language: 'python',
    from: ['fct_depot_days', 'country_holidays'],
    columns: ['depot_id', 'date_day', 'expected_parcels'],
    meta: { owner: 'data-platform@harborline.example' },
    code: `def model(dbt, session):
    dbt.config(packages=["statsmodels"])
    history = dbt.ref("fct_depot_days").to_pandas()
    holidays = dbt.ref("country_holidays").to_pandas()
    return forecast(history, holidays, days=28)`,
  },
  {
    name: 'failed_deliveries',
    description: 'Parcels that came back to the depot, and why.',
    layer,
    folder: 'deliveries',
    materialized: 'view',
    from: ['fct_delivery_attempts', 'fct_shipments'],
    columns: [
      'shipment_id',
      'destination_depot_id',
      'attempt_number',
      'attempt_outcome',
    ],
    group: 'last_mile',
    tags: ['reporting'],
  },
];
