import { ProjectDescription } from '../ProjectDescription';
import { commercialAnalyticsIntermediate } from './commercialAnalyticsIntermediate';
import { commercialAnalyticsMarts } from './commercialAnalyticsMarts';
import { commercialAnalyticsSources } from './commercialAnalyticsSources';
import { commercialAnalyticsStaging } from './commercialAnalyticsStaging';

const REVENUE = {
  name: 'Revenue Operations',
  email: 'revenue-operations@harborline.example',
};
const CUSTOMER_SUCCESS = {
  name: 'Customer Success',
  email: 'customer-success@harborline.example',
};

/**
 * The commercial side: customers, contracts, invoices and claims.
 *
 * @internal
 */
export const commercialAnalytics: ProjectDescription = {
  name: 'commercial_analytics',
  title: 'Commercial Analytics',
  description: 'Customers, contracts, invoices and claims.',
  repository: 'harborline/commercial-analytics',
  schemaPrefix: 'commercial',
  groups: [
    {
      name: 'revenue',
      description: 'Prices, invoices and collects.',
      owner: REVENUE,
    },
    {
      name: 'customer_success',
      description: 'Answers customers and settles claims.',
      owner: CUSTOMER_SUCCESS,
    },
  ],
  sources: commercialAnalyticsSources,
  seeds: [
    {
      name: 'currency_rates',
      description: 'The month-end rates that accounting uses.',
      columns: ['currency', 'date_month', 'rate_to_eur'],
    },
    {
      name: 'customer_segments',
      description: 'Which segment a customer belongs to, by yearly volume.',
      columns: ['segment', 'minimum_parcels'],
      key: 'segment',
    },
  ],
  snapshots: [
    {
      name: 'contracts_snapshot',
      description: 'The terms of every contract on any day since 2022.',
      from: 'crm.contracts',
      columns: [
        'contract_id',
        'payment_days',
        'dbt_valid_from',
        'dbt_valid_to',
      ],
    },
  ],
  models: [
    ...commercialAnalyticsStaging,
    ...commercialAnalyticsIntermediate,
    ...commercialAnalyticsMarts,
  ],
  exposures: [
    {
      name: 'monthly_revenue_review',
      label: 'Monthly revenue review',
      type: 'dashboard',
      description: 'Revenue and margin by customer, region and month.',
      maturity: 'high',
      url: 'https://bi.harborline.example/dashboards/revenue-review',
      owner: REVENUE,
      from: ['customer_profitability', 'revenue_by_depot'],
    },
    {
      name: 'customer_portal_statistics',
      label: 'Customer portal statistics',
      type: 'application',
      description: 'What customers see of their own parcels.',
      maturity: 'medium',
      url: 'https://portal.harborline.example/statistics',
      owner: CUSTOMER_SUCCESS,
      from: ['service_quality_by_customer', 'parcel_network/fct_shipments'],
    },
  ],
  semanticModels: [
    {
      name: 'shipment_revenue',
      description: 'Revenue by day, customer and depot.',
      model: 'fct_shipment_revenue',
      entity: 'shipment_id',
      timeDimension: 'delivered_at',
      dimensions: ['customer_id', 'destination_depot_id'],
      measures: [
        { name: 'revenue_eur', aggregation: 'sum', expression: 'amount_eur' },
        { name: 'charged_shipments', aggregation: 'sum', expression: '1' },
      ],
    },
  ],
  metrics: [
    {
      name: 'revenue',
      label: 'Revenue',
      description: 'What delivered parcels earned, in euros.',
      measure: 'revenue_eur',
    },
    {
      name: 'shipments_charged',
      label: 'Shipments charged',
      description: 'Delivered parcels that are on an invoice.',
      measure: 'charged_shipments',
    },
    {
      name: 'revenue_per_shipment',
      label: 'Revenue per shipment',
      description: 'What the average parcel earns.',
      ratio: { numerator: 'revenue', denominator: 'shipments_charged' },
    },
  ],
  savedQueries: [
    {
      name: 'monthly_revenue',
      label: 'Monthly revenue',
      description: 'The first page of the revenue review.',
      metrics: ['revenue', 'revenue_per_shipment'],
      groupBy: ["TimeDimension('metric_time', 'month')"],
    },
  ],
};
