import { InputError } from '@backstage/errors';
import { readFileSync } from 'fs';
import { Agent as HttpAgent, globalAgent as globalHttpAgent } from 'http';
import { Agent as HttpsAgent, globalAgent as globalHttpsAgent } from 'https';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { rootCertificates } from 'tls';

/**
 * How one connection reaches dbt Cloud.
 *
 * @public
 */
export interface DbtCloudNetworkOptions {
  /** The proxy to go through, e.g. `http://proxy.example.com:3128`. */
  proxy?: string;
  /** A file of PEM certificates to trust besides those that Node trusts. */
  caFile?: string;
}

/** @internal */
export type CreateAgentResult = (url: URL) => HttpAgent;

/**
 * Creates the agents of one connection.
 *
 * @param options - how the connection reaches dbt Cloud
 * @returns what picks the agent for a URL
 * @internal
 */
export function createAgent(
  options: DbtCloudNetworkOptions,
): CreateAgentResult {
  const { proxy, caFile } = options;
  const ca = caFile ? [...rootCertificates, readCaFile(caFile)] : undefined;
  if (!proxy) {
    // The agents of Node obey NODE_USE_ENV_PROXY
    const agent = ca
      ? new HttpsAgent({ keepAlive: true, ca })
      : globalHttpsAgent;
    return url => (url.protocol === 'https:' ? agent : globalHttpAgent);
  }
  const proxyOptions = {
    keepAlive: true,
    proxy: parseProxy(proxy),
    proxyRequestOptions: ca && { ca },
  };
  const httpAgent = new HttpProxyAgent(proxyOptions);
  const httpsAgent = new HttpsProxyAgent({ ...proxyOptions, ca });
  return url => (url.protocol === 'https:' ? httpsAgent : httpAgent);
}

function readCaFile(caFile: string): string {
  try {
    return readFileSync(caFile, 'utf8');
  } catch (error) {
    throw new InputError(
      `The certificates in caFile '${caFile}' cannot be read`,
      error,
    );
  }
}

function parseProxy(proxy: string): URL {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    // The value is not repeated: it may hold a password
    throw new InputError(
      'The proxy is not a web address; it looks like http://proxy.example.com:3128',
    );
  }
  return url;
}
