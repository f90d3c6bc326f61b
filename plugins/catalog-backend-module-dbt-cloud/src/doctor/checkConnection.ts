import {
  DbtCloudAccount,
  DbtCloudAnswerInfo,
  DbtCloudAuthenticationError,
  DbtCloudPermissionError,
} from 'backstage-plugin-dbt-cloud-node';
import { chooseAccount } from '../sync/account/chooseAccount';
import { DiagnosisContext } from './DiagnosisContext';
import { attempt } from './attempt';
import { CheckFactory } from './CheckFactory';
import { DoctorCheck } from './DoctorCheck';

const TOLERATED_SKEW_MS = 60_000;

/**
 * Checks the host, the token, the clock and the account.
 *
 * @param answers - the answers that came so far; the client adds to them
 * @returns the account, where there is one to go on with.
 * @internal
 */
export async function* checkConnection(
  context: DiagnosisContext,
  answers: DbtCloudAnswerInfo[],
): AsyncGenerator<DoctorCheck, DbtCloudAccount | undefined> {
  const { client, accountId, signal } = context;
  const checks = CheckFactory.create();
  let accounts: DbtCloudAccount[];
  try {
    accounts = await client.listAccounts({ signal });
  } catch (error) {
    signal.throwIfAborted();
    const isRefusal =
      error instanceof DbtCloudAuthenticationError ||
      error instanceof DbtCloudPermissionError;
    if (isRefusal) {
      yield checks.ok('host', `${client.accessUrl} answers`);
    }
    yield checks.problem(isRefusal ? 'token' : 'host', error);
    return undefined;
  }
  yield checks.ok('host', `${client.accessUrl} answers`);
  yield checks.ok('token', 'dbt Cloud accepts it');
  yield checkClock(answers, new Date());
  const account = yield* attempt(context, checks, 'account', async () =>
    chooseAccount(accounts, accountId),
  );
  if (account) {
    yield checks.ok('account', `${account.name} (${account.id})`);
  }
  return account;
}

/**
 * Compares the clock of this machine with that of the newest answer. The age of a run follows from it.
 *
 * @internal
 */
export function checkClock(
  answers: DbtCloudAnswerInfo[],
  now: Date,
): DoctorCheck {
  const checks = CheckFactory.create();
  const date = answers.flatMap(answer => answer.date ?? []).pop();
  if (!date) {
    return checks.ok('clock', 'dbt Cloud does not tell the time');
  }
  const skew = now.getTime() - date.getTime();
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= TOLERATED_SKEW_MS) {
    return checks.ok('clock', `${seconds} s off that of dbt Cloud`);
  }
  return checks.problem(
    'clock',
    `the clock of this machine is ${seconds} s ${
      skew > 0 ? 'ahead of' : 'behind'
    } that of dbt Cloud: set it, for example by NTP, or runs look older or newer than they are`,
  );
}
