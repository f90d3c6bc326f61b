/** What models, columns and descriptions are made of. */
export const WORDS = [
  'order',
  'customer',
  'payment',
  'shipment',
  'invoice',
  'product',
  'refund',
  'visit',
  'campaign',
  'supplier',
];

/** What the id of a model is. */
export function modelId(index: number): string {
  return `model.warehouse.${modelName(index)}`;
}

/** What a model is called. */
export function modelName(index: number): string {
  const layer = ['stg', 'int', 'fct'][index % 3];
  return `${layer}_${WORDS[index % WORDS.length]}_${index}`;
}

/** The columns of a model: four to fifteen. */
export function columnNames(index: number): string[] {
  return Array.from(
    { length: 4 + (index % 12) },
    (_, column) => `${WORDS[(index + column) % WORDS.length]}_field_${column}`,
  );
}
