import { TestedNodes } from './TestedNodes';
import { TextPool } from './TextPool';

describe('TestedNodes', () => {
  it('tells what every test tests', () => {
    const tested = TestedNodes.create(TextPool.create());
    tested.set('test.shop.one', ['model.shop.a']);
    tested.set('test.shop.none', []);
    tested.set('test.shop.both', ['model.shop.a', 'model.shop.b']);
    expect([...tested]).toEqual([
      'model.shop.a',
      'model.shop.a',
      'model.shop.b',
    ]);
  });

  it('takes the last of what stands twice', () => {
    const tested = TestedNodes.create(TextPool.create());
    tested.set('test.shop.one', ['model.shop.a', 'model.shop.b']);
    tested.set('test.shop.one', ['model.shop.c']);
    expect([...tested]).toEqual(['model.shop.c']);
  });

  it('does not confuse ids that are nearly the same', () => {
    const tested = TestedNodes.create(TextPool.create());
    const count = 50_000;
    for (let index = 0; index < count; index++) {
      tested.set(`test.shop.not_null_orders_id.${index}`, ['model.shop.a']);
    }
    expect([...tested]).toHaveLength(count);
  });
});
