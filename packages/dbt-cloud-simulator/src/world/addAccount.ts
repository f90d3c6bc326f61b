import { DbtCloudWorld, SimulatedAccount } from './DbtCloudWorld';
import { nextId } from './nextId';

/**
 * Adds an account, which every token of the simulator sees.
 *
 * @public
 */
export function addAccount(
  world: DbtCloudWorld,
  options: Partial<SimulatedAccount> = {},
): SimulatedAccount {
  const id = options.id ?? nextId(world.accounts, 101);
  const account = { name: `Account ${id}`, ...options, id };
  world.accounts.push(account);
  return account;
}
