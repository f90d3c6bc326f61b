/**
 * dbt Cloud takes `Token <token>` and `Bearer <token>`, and no token without one of the two
 * words.
 *
 * @see https://docs.getdbt.com/docs/dbt-cloud-apis/authentication
 * @internal
 */
export function isAuthorized(
  authorization: string | undefined,
  token: string,
): boolean {
  const match = /^(?:Token|Bearer) (.+)$/i.exec(authorization ?? '');
  return match?.[1] === token;
}
