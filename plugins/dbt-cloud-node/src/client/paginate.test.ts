import { Page, paginate } from './paginate';

interface Item {
  id: number;
}

function itemsBetween(first: number, last: number): Item[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    id: first + i,
  }));
}

async function read(
  getPage: (offset: number, limit: number) => Page<Item>,
  limit?: number,
) {
  const ranges: Array<{ limit: number; offset: number }> = [];
  const ids: number[] = [];
  const pages = paginate<Item>(async range => {
    ranges.push(range);
    return getPage(range.offset, range.limit);
  }, limit);
  for await (const { id } of pages) {
    ids.push(id);
  }
  return { ids, ranges };
}

describe('paginate', () => {
  it('reads no further than the total', async () => {
    const all = itemsBetween(1, 200);
    const { ids, ranges } = await read((offset, limit) => ({
      items: all.slice(offset, offset + limit),
      totalCount: all.length,
    }));
    expect(ids).toEqual(all.map(item => item.id));
    expect(ranges).toEqual([
      { limit: 100, offset: 0 },
      { limit: 100, offset: 100 },
    ]);
  });

  it('ends with a short page where there is no total', async () => {
    const all = itemsBetween(1, 130);
    const { ids, ranges } = await read((offset, limit) => ({
      items: all.slice(offset, offset + limit),
    }));
    expect(ids).toHaveLength(130);
    expect(ranges).toHaveLength(2);
  });

  it('goes on where a server gives less at once than it was asked for', async () => {
    const all = itemsBetween(1, 120);
    const { ids, ranges } = await read(offset => ({
      items: all.slice(offset, offset + 50),
      totalCount: 120,
    }));
    expect(ids).toHaveLength(120);
    expect(ranges.map(range => range.offset)).toEqual([0, 50, 100]);
  });

  it('yields once what moves to the next page meanwhile', async () => {
    const { ids } = await read(offset =>
      offset === 0
        ? { items: itemsBetween(1, 100), totalCount: 150 }
        : { items: itemsBetween(100, 149), totalCount: 150 },
    );
    expect(ids).toEqual(itemsBetween(1, 149).map(item => item.id));
  });

  it('goes back for what moved up where something was deleted meanwhile', async () => {
    const before = itemsBetween(1, 130);
    const after = itemsBetween(6, 130);
    const { ids, ranges } = await read((offset, limit) => {
      const items = offset === 0 ? before : after;
      return {
        items: items.slice(offset, offset + limit),
        totalCount: items.length,
      };
    });
    expect(ids).toEqual(before.map(item => item.id));
    expect(ranges.map(range => range.offset)).toEqual([0, 100, 95]);
  });

  it('goes on where more than a page was deleted behind what was read', async () => {
    const before = itemsBetween(1, 1000);
    const after = itemsBetween(1, 700);
    let requests = 0;
    const { ids } = await read((offset, limit) => {
      requests++;
      const items = requests <= 5 ? before : after;
      return {
        items: items.slice(offset, offset + limit),
        totalCount: items.length,
      };
    });
    expect(ids).toEqual(after.map(item => item.id));
  });

  it('ends where a server cannot say how many there are', async () => {
    const all = itemsBetween(1, 1000);
    let isFirst = false;
    const { ids, ranges } = await read((offset, limit) => {
      isFirst = !isFirst;
      return {
        items: all.slice(offset, offset + limit),
        totalCount: isFirst ? 1000 : 500,
      };
    });
    expect(ids.length).toBeGreaterThanOrEqual(500);
    expect(ranges.length).toBeLessThan(40);
  });

  it('ends where a server ignores the offset', async () => {
    const { ids, ranges } = await read(() => ({
      items: itemsBetween(1, 100),
      totalCount: 100_000,
    }));
    expect(ids).toHaveLength(100);
    expect(ranges).toHaveLength(2);
  });

  it('ends with an empty page whatever the total says', async () => {
    const { ranges } = await read(() => ({ items: [], totalCount: 5 }));
    expect(ranges).toHaveLength(1);
  });

  it('asks for no more than the limit', async () => {
    const all = itemsBetween(1, 500);
    const getPage = (offset: number, limit: number) => ({
      items: all.slice(offset, offset + limit),
      totalCount: 500,
    });
    expect(await read(getPage, 1)).toEqual({
      ids: [1],
      ranges: [{ limit: 1, offset: 0 }],
    });
    expect((await read(getPage, 150)).ids).toHaveLength(150);
  });
});
