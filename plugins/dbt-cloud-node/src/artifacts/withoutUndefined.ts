/**
 * The same object without the keys that have no value: they would cost memory, and show in what is
 * stored.
 */
export function withoutUndefined<T extends object>(value: T): T {
  const result: Partial<T> = {};
  for (const key of Object.keys(value) as Array<keyof T>) {
    if (value[key] !== undefined) {
      result[key] = value[key];
    }
  }
  return result as T;
}
