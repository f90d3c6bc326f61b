/**
 * The strongly connected components of a directed graph (Tarjan's algorithm): what depends on each
 * other in a circle comes together, all else alone, and what something depends on before it.
 *
 * Without recursion, since a chain may be longer than the stack; a generator, so that the event loop
 * can have its turn in between.
 *
 * @see https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
 * @internal
 */
export function* stronglyConnected(
  ids: Iterable<string>,
  edgesOf: (id: string) => readonly string[],
): Generator<string[]> {
  const found = new Map<string, { index: number; lowest: number }>();
  const done = new Set<string>();
  const open: string[] = [];
  for (const root of ids) {
    const path: Array<{ id: string; edges: readonly string[]; next: number }> =
      [];
    const enter = (id: string) => {
      found.set(id, { index: found.size, lowest: found.size });
      open.push(id);
      path.push({ id, edges: edgesOf(id), next: 0 });
    };
    if (!found.has(root)) {
      enter(root);
    }
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const here = found.get(step.id)!;
      if (step.next < step.edges.length) {
        const id = step.edges[step.next++];
        const there = found.get(id);
        if (!there) {
          enter(id);
        } else if (!done.has(id)) {
          here.lowest = Math.min(here.lowest, there.index);
        }
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before) {
        const there = found.get(before.id)!;
        there.lowest = Math.min(there.lowest, here.lowest);
      }
      if (here.lowest === here.index) {
        const component = open.splice(open.lastIndexOf(step.id));
        component.forEach(id => done.add(id));
        yield component;
      }
    }
  }
}
