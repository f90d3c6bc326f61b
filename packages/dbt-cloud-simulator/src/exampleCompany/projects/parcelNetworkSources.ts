import { SourceDescription } from '../ProjectDescription';

/** @internal */
export const parcelNetworkSources: SourceDescription[] = [
  {
    name: 'tms',
    description:
      'The transport management system: what is to be carried, on which legs, by whom.',
    loader: 'Fivetran',
    owner: 'group:default/network-planning',
    warnAfterHours: 6,
    tables: [
      {
        name: 'shipments',
        description: 'One row per parcel that a customer has announced.',
        columns: [
          'shipment_id',
          'customer_id',
          'service_level',
          'origin_depot_id',
          'destination_depot_id',
          'weight_kg',
          'created_at',
          'updated_at',
        ],
        key: 'shipment_id',
      },
      {
        name: 'shipment_legs',
        description: 'The planned way of a parcel from depot to depot.',
        columns: [
          'leg_id',
          'shipment_id',
          'trip_id',
          'leg_number',
          'origin_depot_id',
          'destination_depot_id',
          'planned_arrival_at',
        ],
        key: 'leg_id',
      },
      {
        name: 'linehaul_trips',
        description: 'The nightly trips of trucks between depots.',
        columns: [
          'trip_id',
          'vehicle_id',
          'driver_id',
          'origin_depot_id',
          'destination_depot_id',
          'departed_at',
          'arrived_at',
        ],
        key: 'trip_id',
      },
      {
        name: 'depots',
        description: 'Depots with their addresses and capacities.',
        columns: [
          'depot_id',
          'depot_name',
          'country_code',
          'parcels_per_hour',
          'updated_at',
        ],
        key: 'depot_id',
      },
      {
        name: 'vehicles',
        description: 'Trucks and vans, owned and leased.',
        columns: [
          'vehicle_id',
          'depot_id',
          'vehicle_type',
          'capacity_kg',
          'updated_at',
        ],
        key: 'vehicle_id',
      },
      {
        name: 'drivers',
        description: 'Drivers and the depots that they work from.',
        columns: ['driver_id', 'depot_id', 'hired_on', 'updated_at'],
        key: 'driver_id',
      },
    ],
  },
  {
    name: 'scanning',
    description:
      'Events of hand scanners and sorting machines, streamed within a minute.',
    loader: 'Snowpipe',
    owner: 'group:default/last-mile',
    warnAfterHours: 1,
    tables: [
      {
        name: 'parcel_scans',
        description: 'Every scan of every parcel, duplicates included.',
        columns: [
          'scan_id',
          'shipment_id',
          'depot_id',
          'scan_type',
          'scanned_at',
        ],
      },
      {
        name: 'delivery_attempts',
        description: 'What couriers report at the door.',
        columns: [
          'attempt_id',
          'shipment_id',
          'driver_id',
          'attempt_outcome',
          'attempted_at',
        ],
        key: 'attempt_id',
      },
    ],
  },
  {
    name: 'telematics',
    description: 'Positions and fuel cards of the fleet.',
    loader: 'Airbyte',
    owner: 'group:default/fleet-operations',
    warnAfterHours: 12,
    tables: [
      {
        name: 'vehicle_positions',
        description: 'The position of each vehicle, once a minute.',
        columns: [
          'vehicle_id',
          'position_at',
          'latitude',
          'longitude',
          'odometer_km',
        ],
        hoursOld: 15,
      },
      {
        name: 'fuel_events',
        description: 'Fuel and charging, by vehicle.',
        columns: [
          'fuel_event_id',
          'vehicle_id',
          'litres',
          'amount',
          'currency',
          'fuelled_at',
        ],
        key: 'fuel_event_id',
      },
    ],
  },
];
