interface Term {
  /** As Snowflake names the type. */
  type: string;
  description: string;
}

const text = (description: string): Term => ({ type: 'TEXT', description });
const number = (description: string): Term => ({ type: 'NUMBER', description });
const float = (description: string): Term => ({ type: 'FLOAT', description });
const date = (description: string): Term => ({ type: 'DATE', description });
const time = (description: string): Term => ({
  type: 'TIMESTAMP_NTZ',
  description,
});
const flag = (description: string): Term => ({ type: 'BOOLEAN', description });

/**
 * Every column of the example company. A name means the same wherever it occurs.
 *
 * @internal
 */
export const glossary: Record<string, Term> = {
  amount: number('In the currency of the row.'),
  amount_eur: number('In euros, at the month-end rate.'),
  arrived_at: time('When it arrived.'),
  attempt_id: text('Identifies an attempt to deliver.'),
  attempt_number: number('1 is the first attempt to deliver the parcel.'),
  attempt_outcome: text('How the attempt ended.'),
  attempted_at: time('When the courier rang.'),
  capacity_kg: number('What the vehicle may carry, in kilograms.'),
  claim_id: text('Identifies a claim.'),
  claim_status: text('open, accepted or refused.'),
  claims_eur: number('What was paid for claims, in euros.'),
  contract_id: text('Identifies a contract.'),
  country_code: text('ISO 3166-1, two letters.'),
  created_at: time('When it was created in the system it comes from.'),
  currency: text('ISO 4217, three letters.'),
  customer_id: text('Identifies a customer, as the CRM does.'),
  customer_name: text('The name on the contract.'),
  date_day: date('The day that the row is about.'),
  date_month: date('The first day of the month that the row is about.'),
  days_overdue: number('Days since the open amount was due.'),
  dbt_valid_from: time('Since when the row was true.'),
  dbt_valid_to: time('Until when the row was true; empty where it still is.'),
  delay_minutes: number('Minutes behind the plan.'),
  delivered_at: time('When the recipient had the parcel.'),
  departed_at: time('When it left.'),
  depot_id: text('Identifies a depot.'),
  depot_name: text('The town that the depot is named after.'),
  destination_depot_id: text('The depot that delivers.'),
  distance_km: float('Kilometres driven.'),
  driver_id: text('Identifies a driver.'),
  due_on: date('The day on which the invoice is due.'),
  ends_on: date('The last day of the contract.'),
  expected_parcels: number('How many parcels the forecast expects.'),
  first_response_at: time('When the customer had the first answer.'),
  fuel_event_id: text('Identifies a stop for fuel.'),
  fuelled_at: time('When the vehicle was fuelled.'),
  hired_on: date('First day at work.'),
  holiday_name: text('The name of the holiday in English.'),
  industry: text('What the customer does.'),
  invoice_id: text('Identifies an invoice.'),
  invoice_line_id: text('Identifies a line of an invoice.'),
  is_on_time: flag('Whether the parcel arrived within its promise.'),
  issued_on: date('The date on the invoice.'),
  latitude: float('Degrees north.'),
  leg_id: text('Identifies a leg of a journey.'),
  leg_number: number('1 is the first leg of the journey.'),
  list_price_eur: number('What the contract says, in euros.'),
  litres: float('Litres of fuel, or their equivalent.'),
  longitude: float('Degrees east.'),
  margin_eur: number('Revenue less claims, in euros.'),
  minimum_parcels: number('The yearly volume that the segment begins with.'),
  odometer_km: number('The reading of the odometer.'),
  on_time_rate: float(
    'The share of parcels that arrived within their promise.',
  ),
  open_eur: number('What is still to be paid, in euros.'),
  opened_at: time('When it was opened.'),
  origin_depot_id: text('The depot that collects.'),
  out_for_delivery_at: time('When the courier left the depot.'),
  paid_eur: number('What has been paid, in euros.'),
  paid_on: date('The day of the payment.'),
  parcels: number('How many parcels.'),
  parcels_per_hour: number('What the sorting machine can do.'),
  payment_days: number('Days until an invoice is due.'),
  payment_id: text('Identifies a payment.'),
  picked_up_at: time('When the parcel was collected.'),
  planned_arrival_at: time('When it should arrive.'),
  position_at: time('When the vehicle was there.'),
  price_factor: float('What the list price is multiplied with.'),
  price_list_id: text('Identifies a price.'),
  promised_at: time('When the parcel should arrive at the latest.'),
  promised_days: number('Working days that the service level promises.'),
  rate_to_eur: float('Euros for one unit of the currency.'),
  region: text('The sales region.'),
  response_minutes: number('Minutes until the first answer.'),
  risk_score: float('Between 0 and 1.'),
  scan_id: text('Identifies a scan.'),
  scan_type: text('pickup, sorting, loading or delivery.'),
  scanned_at: time('When the parcel was scanned.'),
  segment: text('enterprise, mid_market or small.'),
  service_level: text('express, standard or economy.'),
  shipment_id: text('Identifies a parcel, and is printed on its label.'),
  starts_on: date('The first day of the contract.'),
  ticket_id: text('Identifies a ticket.'),
  ticket_status: text('open, waiting or closed.'),
  trip_id: text('Identifies a trip between depots.'),
  updated_at: time('When it was last changed.'),
  vehicle_id: text('Identifies a vehicle.'),
  vehicle_type: text('truck, van or cargo_bike.'),
  weight_kg: float('Kilograms.'),
};

/** @internal */
export function termOf(column: string): Term {
  const term = glossary[column];
  if (!term) {
    throw new Error(
      `The glossary of the example company lacks the column ${column}: add it to glossary.ts`,
    );
  }
  return term;
}
