import { ModelDescription } from '../ProjectDescription';
import { stagingOf } from '../stagingOf';
import { commercialAnalyticsSources } from './commercialAnalyticsSources';

/** What some staging models have beyond their source. */
const PARTICULARS: Record<string, Partial<ModelDescription>> = {
  stg_billing__invoices: {
    tags: ['hourly'],
    acceptedValues: { currency: ['EUR', 'GBP', 'SEK', 'PLN'] },
  },
  stg_crm__accounts: { tags: ['pii'], meta: { contains_pii: true } },
};

/** @internal */
export const commercialAnalyticsStaging: ModelDescription[] = stagingOf(
  commercialAnalyticsSources,
  PARTICULARS,
);
