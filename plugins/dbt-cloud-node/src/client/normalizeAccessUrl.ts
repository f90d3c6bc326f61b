import { InputError } from '@backstage/errors';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Brings an access URL, as people paste it, down to its origin.
 *
 * @remarks
 *
 * Takes a host without scheme, a trailing slash, the base of the API (`/api/v2`), and any page
 * copied from the browser. There is no default: a valid token is refused on every host but the
 * account's own.
 *
 * @see https://docs.getdbt.com/docs/cloud/about-cloud/access-regions-ip-addresses
 * @param input - the access URL, e.g. `https://ab123.us1.dbt.com`
 * @returns the origin, without a trailing slash
 * @public
 */
export function normalizeAccessUrl(input: string): string {
  const text = input.trim();
  const withScheme = SCHEME.test(text) ? text : `https://${text}`;
  // Not even a part of what was given is repeated: it may hold a password
  const invalid = new InputError(
    'The access URL is not a web address. Take it from "Account settings" in dbt Cloud; it looks like https://ab123.us1.dbt.com',
  );
  if (!URL.canParse(withScheme)) {
    throw invalid;
  }
  const { protocol, origin } = new URL(withScheme);
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw invalid;
  }
  return origin;
}
