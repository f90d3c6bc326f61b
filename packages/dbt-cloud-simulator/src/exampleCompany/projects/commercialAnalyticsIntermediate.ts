import { ModelDescription } from '../ProjectDescription';

const layer = 'intermediate' as const;

/** @internal */
export const commercialAnalyticsIntermediate: ModelDescription[] = [
  {
    name: 'int_invoice_lines_priced',
    description:
      'Invoice lines in euros, beside the price that the contract says.',
    layer,
    folder: 'billing',
    from: [
      'stg_billing__invoice_lines',
      'stg_billing__invoices',
      'stg_billing__price_lists',
      'currency_rates',
    ],
    columns: [
      'invoice_line_id',
      'invoice_id',
      'shipment_id',
      'amount_eur',
      'list_price_eur',
    ],
    key: 'invoice_line_id',
  },
  {
    name: 'int_invoices_paid',
    description: 'Invoices with what has been paid so far.',
    layer,
    folder: 'billing',
    from: ['stg_billing__invoices', 'stg_billing__payments', 'currency_rates'],
    columns: [
      'invoice_id',
      'customer_id',
      'amount_eur',
      'paid_eur',
      'due_on',
      'paid_on',
    ],
    key: 'invoice_id',
  },
  {
    name: 'int_customer_contracts_current',
    description: 'The contract that is in force for each customer.',
    layer,
    folder: 'customers',
    from: ['stg_crm__contracts', 'stg_crm__accounts'],
    columns: [
      'customer_id',
      'contract_id',
      'starts_on',
      'ends_on',
      'payment_days',
    ],
    key: 'customer_id',
    group: 'revenue',
    access: 'private',
  },
  {
    name: 'int_customer_shipments',
    description: 'Parcels and punctuality per customer and day.',
    layer,
    folder: 'customers',
    from: ['parcel_network/fct_shipments'],
    columns: ['customer_id', 'date_day', 'parcels', 'on_time_rate'],
  },
  {
    name: 'int_shipment_revenue',
    description: 'What each parcel earned.',
    layer,
    folder: 'billing',
    from: ['int_invoice_lines_priced', 'parcel_network/fct_shipments'],
    columns: [
      'shipment_id',
      'customer_id',
      'destination_depot_id',
      'amount_eur',
      'delivered_at',
    ],
    key: 'shipment_id',
  },
  {
    name: 'int_claims_matched_to_shipments',
    description: 'Claims beside the parcel that they are about.',
    layer,
    folder: 'claims',
    materialized: 'ephemeral',
    from: ['stg_support__claims', 'parcel_network/fct_shipments'],
    columns: [
      'claim_id',
      'shipment_id',
      'customer_id',
      'amount',
      'claim_status',
    ],
  },
  {
    name: 'int_ticket_response_times',
    description: 'Minutes until a customer has the first answer.',
    layer,
    folder: 'support',
    from: ['stg_support__tickets'],
    columns: ['ticket_id', 'customer_id', 'response_minutes'],
    key: 'ticket_id',
  },
];
