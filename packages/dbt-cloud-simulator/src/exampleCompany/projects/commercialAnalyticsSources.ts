import { SourceDescription } from '../ProjectDescription';

/** @internal */
export const commercialAnalyticsSources: SourceDescription[] = [
  {
    name: 'billing',
    description: 'Invoices and payments from the billing system.',
    loader: 'Fivetran',
    owner: 'group:default/revenue-operations',
    warnAfterHours: 24,
    tables: [
      {
        name: 'invoices',
        description: 'One row per invoice.',
        columns: [
          'invoice_id',
          'customer_id',
          'amount',
          'currency',
          'issued_on',
          'due_on',
        ],
        key: 'invoice_id',
      },
      {
        name: 'invoice_lines',
        description: 'What an invoice charges, one row per parcel.',
        columns: ['invoice_line_id', 'invoice_id', 'shipment_id', 'amount'],
        key: 'invoice_line_id',
      },
      {
        name: 'payments',
        description: 'Payments as the bank reports them.',
        columns: ['payment_id', 'invoice_id', 'amount', 'currency', 'paid_on'],
        key: 'payment_id',
      },
      {
        name: 'price_lists',
        description: 'Prices by contract and service level.',
        columns: ['price_list_id', 'contract_id', 'service_level', 'amount'],
        key: 'price_list_id',
      },
    ],
  },
  {
    name: 'crm',
    description: 'Customers and contracts, as sales keeps them.',
    loader: 'Fivetran',
    owner: 'group:default/revenue-operations',
    warnAfterHours: 12,
    tables: [
      {
        name: 'accounts',
        description: 'Companies that send parcels with us, or might.',
        columns: [
          'customer_id',
          'customer_name',
          'country_code',
          'industry',
          'created_at',
        ],
        key: 'customer_id',
      },
      {
        name: 'contracts',
        description: 'Signed contracts with their terms.',
        columns: [
          'contract_id',
          'customer_id',
          'starts_on',
          'ends_on',
          'payment_days',
        ],
        key: 'contract_id',
      },
    ],
  },
  {
    name: 'support',
    description: 'The help desk.',
    loader: 'Airbyte',
    owner: 'group:default/customer-success',
    warnAfterHours: 4,
    tables: [
      {
        name: 'tickets',
        description: 'Questions and complaints.',
        columns: [
          'ticket_id',
          'customer_id',
          'ticket_status',
          'opened_at',
          'first_response_at',
        ],
        key: 'ticket_id',
      },
      {
        name: 'claims',
        description: 'Claims for lost and damaged parcels.',
        columns: [
          'claim_id',
          'shipment_id',
          'amount',
          'claim_status',
          'opened_at',
        ],
        key: 'claim_id',
        hoursOld: 40,
      },
    ],
  },
];
