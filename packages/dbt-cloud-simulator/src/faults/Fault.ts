/**
 * Something that goes wrong with the requests to a path. What a fault does not say stays
 * as it would be without it.
 *
 * @public
 */
export interface Fault {
  /** The path with its query: text that it contains, or a pattern that it matches. */
  path: string | RegExp;
  /** Only requests whose `Accept` header says this; any where it is left out. */
  accept?: string;
  /** How many requests it spoils; every one where it is left out. */
  times?: number;
  /** How long the answer waits, in milliseconds. */
  delay?: number;
  /** Parameters of the query as the server takes them, whatever the request says. */
  query?: Record<string, string>;
  status?: number;
  headers?: Record<string, string>;
  /** Text and bytes as they are, anything else as JSON. */
  body?: string | Buffer | object;
  /** Changes the JSON document that the answer would have been without the fault. */
  edit?: (document: any) => void;
  /** Where the body breaks off, and how. */
  cut?: FaultCut;
  /** How slowly the body comes. */
  pace?: FaultPace;
  /** What happens when the answer is made, and before the next request. */
  afterwards?: () => void;
}

/** @public */
export interface FaultCut {
  afterBytes: number;
  /** `end` is half a file in a whole answer, `reset` a lost connection, `stall` silence. */
  ending: 'end' | 'reset' | 'stall';
}

/** @public */
export interface FaultPace {
  /** How many pieces the body comes in. */
  pieces: number;
  /** How long each of them waits, in milliseconds. */
  pause: number;
}
