import { DbtCloudWorld, SimulatedAccount } from '../../world';

/** @internal */
export function representAccount(account: SimulatedAccount): object {
  return {
    id: account.id,
    name: account.name,
    state: 1,
    plan: 'enterprise',
    identifier: `act_${account.id}`,
    run_slots: 5,
    developer_seats: 20,
    it_seats: 5,
    explorer_seats: 0,
    analyst_seats: 0,
    read_only_seats: 100,
    queue_limit: 50,
    pod_memory_request_mebibytes: 600,
    develop_pod_memory_request_mebibytes: 0,
    run_duration_limit_seconds: 86400,
    pending_cancel: false,
    business_critical: false,
    agent_credit_locked: false,
    git_auth_level: 'personal',
    groups: [],
    account_migration_events: [],
    created_at: '2023-01-02T08:00:00.000000Z',
    updated_at: '2023-01-02T08:00:00.000000Z',
    // Required and, as far as is known, never null: what they say of an account that is not locked
    locked: false,
    lock_cause: 'other',
    run_locked_until: '2023-01-02T08:00:00.000000Z',
    copilot_locked_until: '2023-01-02T08:00:00.000000Z',
    trial_end_date: '2023-01-16T08:00:00.000000Z',
    static_subdomain: `st${account.id}`,
    vanity_subdomain: `vanity${account.id}`,
    lock_reason: null,
    unlocked_at: null,
    billing_email_address: null,
    enterprise_login_slug: null,
    starter_repo_url: null,
    docs_job_id: null,
    freshness_job_id: null,
  };
}

/**
 * What a job says of its account.
 *
 * @internal
 */
export function accountOf(
  { accounts }: DbtCloudWorld,
  { account_id: id }: { account_id: number },
): object | undefined {
  const account = accounts.find(candidate => candidate.id === id);
  return account && { name: account.name, state: 1 };
}
