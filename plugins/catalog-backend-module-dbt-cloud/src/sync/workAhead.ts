/**
 * An item, and what became of the work on it.
 *
 * @internal
 */
export interface WorkedItem<TItem, TResult> {
  item: TItem;
  result: PromiseSettledResult<TResult>;
}

/**
 * Works on items ahead of whoever uses the results, which come one at a time, in the order of the
 * items.
 *
 * @param options - `ahead` is how many results there are at most, under way or waiting to be used
 * @param work - its signal also ends it where nobody wants the results any more
 * @internal
 */
export async function* workAhead<TItem, TResult>(
  items: TItem[],
  options: { ahead: number; signal: AbortSignal },
  work: (item: TItem, signal: AbortSignal) => Promise<TResult>,
): AsyncGenerator<WorkedItem<TItem, TResult>> {
  const abandoned = new AbortController();
  const signal = AbortSignal.any([options.signal, abandoned.signal]);
  const rest = [...items];
  const underWay: Array<Promise<WorkedItem<TItem, TResult>>> = [];

  const start = async (item: TItem): Promise<WorkedItem<TItem, TResult>> => {
    const [result] = await Promise.allSettled([work(item, signal)]);
    return { item, result };
  };
  try {
    while (rest.length + underWay.length > 0) {
      while (rest.length > 0 && underWay.length < options.ahead) {
        underWay.push(start(rest.shift()!));
      }
      yield await underWay[0];
      underWay.shift();
    }
  } finally {
    abandoned.abort();
    await Promise.all(underWay);
  }
}
