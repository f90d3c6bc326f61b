import { DbtCloudWorld } from '../world';

/** @internal */
export interface ApiRequest {
  world: DbtCloudWorld;
  /** Where the simulator listens. */
  url: string;
  /** The variable parts of the path, by the name that its route gives them. */
  parameters: Record<string, string>;
  query: URLSearchParams;
}
