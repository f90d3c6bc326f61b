import { ConfigReader } from '@backstage/config';
import { readProviderConfigs } from '../config/readProviderConfigs';
import { shareRequestLimits } from './shareRequestLimits';

function limitsOf(
  providers: Record<string, { accessUrl: string; concurrency?: number }>,
) {
  const withTokens = Object.entries(providers).map(([id, provider]) => [
    id,
    { token: 'secret', ...provider },
  ]);
  return shareRequestLimits(
    readProviderConfigs(
      new ConfigReader({
        catalog: { providers: { dbtCloud: Object.fromEntries(withTokens) } },
      }),
    ),
  );
}

/** How many of ten tasks, begun at once by each provider in turn, a limit lets run. */
async function countAtOnce(
  limits: ReturnType<typeof limitsOf>,
  ids: string[],
): Promise<number> {
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      limits.get(ids[i % ids.length])!.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setTimeout(resolve, 5));
        running -= 1;
      }),
    ),
  );
  return most;
}

describe('shareRequestLimits', () => {
  it('lets the providers of one access URL share the strictest limit', async () => {
    const limits = limitsOf({
      eu: { accessUrl: 'https://ab123.eu1.dbt.com', concurrency: 5 },
      staging: { accessUrl: 'ab123.eu1.dbt.com/deploy/12', concurrency: 3 },
      us: { accessUrl: 'https://cd456.us1.dbt.com', concurrency: 2 },
    });
    expect(await countAtOnce(limits, ['eu', 'staging'])).toBe(3);
    expect(await countAtOnce(limits, ['us'])).toBe(2);
    expect(await countAtOnce(limits, ['eu', 'us'])).toBe(5);
  });

  it('lets a provider have eight unless it says otherwise', async () => {
    const limits = limitsOf({ eu: { accessUrl: 'https://ab123.eu1.dbt.com' } });
    expect(await countAtOnce(limits, ['eu'])).toBe(8);
  });
});
