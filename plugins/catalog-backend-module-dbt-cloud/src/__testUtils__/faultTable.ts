import { Fault } from 'dbt-cloud-simulator';

/** No message may repeat it, though dbt Cloud does in what it answers here. */
export const SECRET = 'dbtc_secret_of_the_fault_table';

const REPEATS_SECRET = `Authorization: Token ${SECRET}`;
const PAGE = {
  headers: { 'content-type': 'text/html' },
  body: `<html><p>Maintenance</p><pre>${REPEATS_SECRET}</pre></html>`,
};
const SUCCESS = { code: 200, is_success: true, user_message: 'Success!' };
/** The waits of the connection end before this. */
export const TIMEOUTS = { request: '500ms', stall: '300ms' };
const LONGER_THAN_TIMEOUTS = 800;

/**
 * What an answer of the API is asked for, and what a sync cannot do without it.
 */
export interface FaultyEndpoint {
  name: string;
  path: RegExp;
  /** An artifact is a plain file: its content is a matter of its reader. */
  isArtifact: boolean;
}

export const ENDPOINTS: FaultyEndpoint[] = [
  { name: 'accounts', path: /\/accounts\/(\?|$)/, isArtifact: false },
  { name: 'projects', path: /\/projects\/(\?|$)/, isArtifact: false },
  { name: 'environments', path: /\/environments\/(\?|$)/, isArtifact: false },
  { name: 'jobs', path: /\/jobs\/(\?|$)/, isArtifact: false },
  { name: 'runs', path: /\/runs\/(\?|$)/, isArtifact: false },
  { name: 'manifest', path: /\/manifest\.json/, isArtifact: true },
  { name: 'catalog', path: /\/catalog\.json/, isArtifact: true },
];

/**
 * Something that goes wrong with an answer.
 */
export interface FaultCase {
  name: string;
  spoil: Omit<Fault, 'path' | 'times'>;
  /**
   * Whether the next try helps: never, always, or only before the body, since an artifact is read
   * while it comes.
   */
  isTriedAgain: 'never' | 'always' | 'unless-artifact';
  /** Whether an artifact is taken for one that the run does not have. */
  isMissingArtifact?: boolean;
  /** What the history says where the fault lasts. */
  says: RegExp;
  /** The same of an artifact, where that differs. */
  saysOfArtifact?: RegExp;
}

function refusal(status: number, message: string): FaultCase['spoil'] {
  return {
    status,
    body: {
      status: {
        code: status,
        is_success: false,
        user_message: `${message} ${REPEATS_SECRET}`,
      },
      data: null,
    },
  };
}

/** What a reader says of an artifact, or that there is none. */
const UNREADABLE = /(manifest|catalog)\.json/;

export const FAULTS: FaultCase[] = [
  {
    name: '400',
    spoil: refusal(400, 'Bad request.'),
    isTriedAgain: 'never',
    says: /answered 400 "Bad request\./,
  },
  {
    name: '401',
    spoil: refusal(401, 'Invalid token.'),
    isTriedAgain: 'never',
    says: /answered 401 .*belongs to another host.*Account settings/,
  },
  {
    name: '403',
    spoil: refusal(403, 'You do not have permission.'),
    isTriedAgain: 'never',
    says: /answered 403 .*permission set "Job viewer".*IP restrictions/,
  },
  {
    name: '404',
    spoil: refusal(404, 'The requested resource was not found.'),
    isTriedAgain: 'never',
    isMissingArtifact: true,
    says: /answered 404 .*permission set "Job viewer"/,
    saysOfArtifact: UNREADABLE,
  },
  {
    name: '429 without Retry-After',
    spoil: refusal(429, 'Slow down.'),
    isTriedAgain: 'never',
    says: /answered 429 .*asked again in 300 seconds/,
  },
  {
    name: '429 with seconds in Retry-After',
    spoil: { ...refusal(429, 'Slow.'), headers: { 'retry-after': '0' } },
    isTriedAgain: 'always',
    says: /answered 429 .*asked again in 0 seconds/,
  },
  {
    name: '429 with a date in Retry-After',
    spoil: {
      ...refusal(429, 'Slow.'),
      headers: { 'retry-after': new Date().toUTCString() },
    },
    isTriedAgain: 'always',
    says: /answered 429 .*asked again in 0 seconds/,
  },
  {
    name: '429 with the seconds as the SCIM API spells them',
    spoil: {
      ...refusal(429, 'Slow.'),
      headers: { 'x-rate-limit-retry-after-seconds': '0' },
    },
    isTriedAgain: 'always',
    says: /answered 429 .*asked again in 0 seconds/,
  },
  {
    name: '500',
    spoil: refusal(500, 'Oops.'),
    isTriedAgain: 'always',
    says: /answered 500 "Oops\..*status\.getdbt\.com/,
  },
  {
    name: '502 with a page',
    spoil: { status: 502, ...PAGE },
    isTriedAgain: 'always',
    says: /answered 502 .*Maintenance.*status\.getdbt\.com/,
  },
  {
    name: '503',
    spoil: { status: 503, body: '' },
    isTriedAgain: 'always',
    says: /answered 503 .*status\.getdbt\.com/,
  },
  {
    name: 'a page',
    spoil: PAGE,
    isTriedAgain: 'never',
    says: /Maintenance.*no proxy or login page answers in place of dbt Cloud/,
  },
  {
    name: 'half a body',
    spoil: { cut: { afterBytes: 60, ending: 'end' } },
    isTriedAgain: 'never',
    says: /that is no JSON/,
    saysOfArtifact: UNREADABLE,
  },
  {
    name: 'a reset',
    spoil: { cut: { afterBytes: 60, ending: 'reset' } },
    isTriedAgain: 'unless-artifact',
    says: /failed on the way.*DNS, firewall, proxy, certificates/,
  },
  {
    name: 'a stall',
    spoil: { cut: { afterBytes: 60, ending: 'stall' } },
    isTriedAgain: 'unless-artifact',
    says: /given up: no answer within 0\.5 seconds/,
    saysOfArtifact: /given up: nothing came for 0\.3 seconds/,
  },
  {
    name: 'no answer',
    spoil: { delay: LONGER_THAN_TIMEOUTS },
    isTriedAgain: 'always',
    says: /given up: no answer within 0\.5 seconds.*raise the timeout/,
  },
  {
    name: 'wrong JSON',
    spoil: { body: { status: SUCCESS, data: SECRET } },
    isTriedAgain: 'never',
    says: /data should be a list, but is a text/,
    saysOfArtifact: UNREADABLE,
  },
  {
    name: 'null data',
    spoil: { body: { status: SUCCESS, data: null } },
    isTriedAgain: 'never',
    says: /data should be a list, but is null/,
    saysOfArtifact: UNREADABLE,
  },
  {
    name: 'an empty list',
    spoil: { body: { status: SUCCESS, data: [] } },
    isTriedAgain: 'never',
    says: /the token sees no (account|project)|it has no deployment environment|run a job there/,
    saysOfArtifact: UNREADABLE,
  },
];
