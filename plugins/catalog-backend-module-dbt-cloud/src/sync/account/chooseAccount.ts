import { InputError } from '@backstage/errors';
import { DbtCloudAccount } from 'backstage-plugin-dbt-cloud-node';

/**
 * The account to read: the configured one, or the only one that the token sees.
 *
 * @throws InputError that lists the accounts, where there are several to choose from.
 * @internal
 */
export function chooseAccount(
  accounts: DbtCloudAccount[],
  configured: number | undefined,
): DbtCloudAccount {
  const seen = accounts.map(({ id, name }) => `${id} (${name})`).join(', ');
  if (configured !== undefined) {
    const account = accounts.find(({ id }) => id === configured);
    if (!account) {
      throw new InputError(
        `the token does not see the account ${configured}; correct accountId, or remove it to find the account from the token. It sees: ${
          seen || 'no account'
        }`,
      );
    }
    return account;
  }
  if (accounts.length !== 1) {
    throw new InputError(
      accounts.length === 0
        ? 'the token sees no account; use a service token with the permission set Job Viewer, or a personal access token'
        : `the token sees several accounts; set accountId to one of ${seen}`,
    );
  }
  return accounts[0];
}
