import { shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

describe('What a sync reports', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      provider: {
        filters: {
          exclude: [{ name: 'tmp_*' }, { package: 'nowhere' }],
        },
      },
    });
  }, 60_000);

  afterAll(() => shop.stop());

  it('is in the history and in the log, in numbers', async () => {
    const more = ['tmp_a', 'tmp_b'];
    shop.run({ artifacts: { 'manifest.json': shopManifest({ more }) } });
    const { projects, logged } = await shop.refresh();
    expect(projects[0].report).toEqual({
      entities: { model: 2, project: 1 },
      leftOut: [
        {
          code: 'excluded',
          message:
            'catalog.providers.dbtCloud.main.filters.exclude[0] excludes it',
          count: 2,
        },
      ],
      findings: [expect.objectContaining({ code: 'owner-unknown', count: 2 })],
      hashedNames: 0,
      unusedRules: ['catalog.providers.dbtCloud.main.filters.exclude[1]'],
    });
    expect(logged).toContain('left out: 2 excluded');
    expect(logged).toContain(
      'No node of any project is what catalog.providers.dbtCloud.main.filters.exclude[1] looks for',
    );
  });
});
