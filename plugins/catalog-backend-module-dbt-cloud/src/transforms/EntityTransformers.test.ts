import { mockServices } from '@backstage/backend-test-utils';
import { EntityTransformers } from './EntityTransformers';

describe('EntityTransformers', () => {
  it('has none by default', () => {
    expect(new EntityTransformers().of('main')).toBeUndefined();
  });

  it('has one for all providers', () => {
    const transformers = new EntityTransformers();
    const transformer = jest.fn();
    transformers.setEntityTransformer(transformer);
    expect(transformers.of('main')).toBe(transformer);
    expect(transformers.of('other')).toBe(transformer);
  });

  it('has one for each provider', () => {
    const transformers = new EntityTransformers();
    const main = jest.fn();
    transformers.setEntityTransformer({ main });
    expect(transformers.of('main')).toBe(main);
    expect(transformers.of('other')).toBeUndefined();
    expect(transformers.of('toString')).toBeUndefined();
  });

  it('warns of one for a provider that there is not', () => {
    const transformers = new EntityTransformers();
    const logger = mockServices.logger.mock();
    transformers.setEntityTransformer({ main: jest.fn(), mian: jest.fn() });
    transformers.warnOfUnused(['main', 'other'], logger);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining("provider 'mian' is never used")],
    ]);
  });

  it('refuses a second one', () => {
    const transformers = new EntityTransformers();
    transformers.setEntityTransformer({});
    expect(() => transformers.setEntityTransformer(jest.fn())).toThrow(
      'may only be set once',
    );
  });
});
