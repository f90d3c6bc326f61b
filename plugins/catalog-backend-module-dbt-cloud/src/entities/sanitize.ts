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
 * A text as a tag in Backstage's alphabet, or undefined where nothing of it can be one: lower case,
 * single dashes for what is not allowed, letters without their accents.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#tags-optional
 * @internal
 */
export function sanitizeTag(text: string): string | undefined {
  const tag = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9:+#]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 63)
    .replace(/-$/, '');
  return tag === '' ? undefined : tag;
}
