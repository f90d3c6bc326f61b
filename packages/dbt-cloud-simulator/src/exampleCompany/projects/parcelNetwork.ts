import { ProjectDescription } from '../ProjectDescription';
import { parcelNetworkIntermediate } from './parcelNetworkIntermediate';
import { parcelNetworkMarts } from './parcelNetworkMarts';
import { parcelNetworkSources } from './parcelNetworkSources';
import { parcelNetworkStaging } from './parcelNetworkStaging';

const NETWORK_PLANNING = {
  name: 'Network Planning',
  email: 'network-planning@harborline.example',
};
const LAST_MILE = { name: 'Last Mile', email: 'last-mile@harborline.example' };

/**
 * Operations: how parcels move from depot to depot and to the door.
 *
 * @internal
 */
export const parcelNetwork: ProjectDescription = {
  name: 'parcel_network',
  title: 'Parcel Network',
  description: 'How parcels move from depot to depot and to the door.',
  repository: 'harborline/parcel-network',
  schemaPrefix: 'network',
  groups: [
    {
      name: 'network_planning',
      description: 'Plans depots, trips and promises.',
      owner: NETWORK_PLANNING,
    },
    {
      name: 'last_mile',
      description: 'Runs delivery to the door.',
      owner: LAST_MILE,
    },
    {
      name: 'fleet',
      description: 'Keeps vehicles on the road.',
      owner: {
        name: 'Fleet Operations',
        email: 'fleet-operations@harborline.example',
      },
    },
  ],
  sources: parcelNetworkSources,
  seeds: [
    {
      name: 'service_levels',
      description:
        'The service levels on the price list, and what they promise.',
      columns: ['service_level', 'promised_days', 'price_factor'],
      key: 'service_level',
    },
    {
      name: 'country_holidays',
      description: 'Public holidays on which nothing is delivered.',
      columns: ['country_code', 'date_day', 'holiday_name'],
    },
    {
      name: 'depot_regions',
      description: 'The sales region that each depot belongs to.',
      columns: ['depot_id', 'region'],
      key: 'depot_id',
    },
  ],
  snapshots: [
    {
      name: 'depots_snapshot',
      description: 'How depots were on any day since 2021.',
      from: 'tms.depots',
      columns: [
        'depot_id',
        'depot_name',
        'parcels_per_hour',
        'dbt_valid_from',
        'dbt_valid_to',
      ],
    },
    {
      name: 'vehicles_snapshot',
      description: 'Which depot a vehicle belonged to on any day since 2021.',
      from: 'tms.vehicles',
      columns: ['vehicle_id', 'depot_id', 'dbt_valid_from', 'dbt_valid_to'],
    },
  ],
  models: [
    ...parcelNetworkStaging,
    ...parcelNetworkIntermediate,
    ...parcelNetworkMarts,
  ],
  exposures: [
    {
      name: 'network_control_tower',
      label: 'Network control tower',
      type: 'dashboard',
      description:
        'What the night shift looks at: trips, delays, depots above capacity.',
      maturity: 'high',
      url: 'https://bi.harborline.example/dashboards/control-tower',
      owner: NETWORK_PLANNING,
      from: [
        'fct_linehaul_trips',
        'fct_depot_days',
        'network_performance_daily',
      ],
    },
    {
      name: 'depot_staffing_planner',
      label: 'Depot staffing planner',
      type: 'application',
      description: 'Proposes shifts for the coming four weeks.',
      maturity: 'medium',
      url: 'https://staffing.harborline.example',
      owner: { name: 'Ines Barreto', email: 'ines.barreto@harborline.example' },
      from: ['depot_capacity_forecast', 'dim_depots'],
    },
    {
      name: 'delivery_window_prediction',
      label: 'Delivery window prediction',
      type: 'ml',
      description: 'Predicts the two hours in which the courier rings.',
      maturity: 'low',
      url: 'https://ml.harborline.example/models/delivery-window',
      owner: LAST_MILE,
      from: ['fct_delivery_attempts', 'fct_shipments'],
    },
  ],
  semanticModels: [
    {
      name: 'shipments',
      description: 'Parcels by day, service level and depot.',
      model: 'fct_shipments',
      entity: 'shipment_id',
      timeDimension: 'delivered_at',
      dimensions: ['service_level', 'destination_depot_id'],
      measures: [
        { name: 'shipment_count', aggregation: 'sum', expression: '1' },
        {
          name: 'on_time_count',
          aggregation: 'sum',
          expression: 'is_on_time::integer',
        },
      ],
    },
    {
      name: 'delivery_attempts',
      description: 'Attempts by day and outcome.',
      model: 'fct_delivery_attempts',
      entity: 'attempt_id',
      timeDimension: 'attempted_at',
      dimensions: ['attempt_outcome'],
      measures: [
        { name: 'attempt_count', aggregation: 'sum', expression: '1' },
      ],
    },
  ],
  metrics: [
    {
      name: 'shipments_delivered',
      label: 'Shipments delivered',
      description: 'Parcels that reached their recipient.',
      measure: 'shipment_count',
    },
    {
      name: 'shipments_on_time',
      label: 'Shipments on time',
      description: 'Parcels that arrived within their promise.',
      measure: 'on_time_count',
    },
    {
      name: 'on_time_delivery_rate',
      label: 'On-time delivery rate',
      description: 'The share of parcels that arrived within their promise.',
      ratio: {
        numerator: 'shipments_on_time',
        denominator: 'shipments_delivered',
      },
    },
    {
      name: 'delivery_attempts_made',
      label: 'Delivery attempts',
      description: 'How often couriers rang.',
      measure: 'attempt_count',
    },
  ],
  savedQueries: [
    {
      name: 'weekly_service_quality',
      label: 'Weekly service quality',
      description: 'What the board reads on Mondays.',
      metrics: ['on_time_delivery_rate', 'shipments_delivered'],
      groupBy: ["TimeDimension('metric_time', 'week')"],
    },
  ],
};
