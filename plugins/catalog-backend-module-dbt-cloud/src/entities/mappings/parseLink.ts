import { EntityLink } from '@backstage/catalog-model';

/** What a browser may be sent to. */
const PROTOCOLS = ['http:', 'https:', 'mailto:'];

/**
 * A link of an entity, where the address is one that people can follow.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#links-optional
 * @internal
 */
export function parseLink(
  url: string,
  more: { title?: string; icon?: string } = {},
): EntityLink | undefined {
  if (!URL.canParse(url) || !PROTOCOLS.includes(new URL(url).protocol)) {
    return undefined;
  }
  const { title, icon } = more;
  return { url, ...(title && { title }), ...(icon && { icon }) };
}
