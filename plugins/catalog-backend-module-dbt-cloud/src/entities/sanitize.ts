const LABEL_VALUE = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/**
 * A text as a label value, or undefined where nothing of it can be one: one bad label
 * would keep the whole entity out of the catalog.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#labels-optional
 * @internal
 */
export function sanitizeLabelValue(text: string): string | undefined {
  const value = text
    .replace(/[^-A-Za-z0-9_.]+/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return LABEL_VALUE.test(value) ? value : undefined;
}

/**
 * dbt's tags in Backstage's alphabet: lower case, single dashes, without duplicates, sorted.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#tags-optional
 * @internal
 */
export function sanitizeTags(tags: string[]): string[] {
  const valid = tags
    .map(tag =>
      tag
        .toLowerCase()
        .replace(/[^a-z0-9:+#]+/g, '-')
        .slice(0, 63)
        .replace(/^-+|-+$/g, ''),
    )
    .filter(tag => tag !== '');
  return [...new Set(valid)].sort();
}
