import picomatch from 'picomatch';

/**
 * Whether a text matches one of some globs. Only `*` and `?` are wildcards, and both stand for any
 * character. Case is not regarded, since warehouses spell what they fold in either.
 *
 * @internal
 */
export function compileGlobs(globs: string[]): (text: string) => boolean {
  return picomatch(globs.map(escapeOthers), {
    nocase: true,
    dot: true,
    bash: true,
  });
}

/**
 * Whether a path matches one of some globs: `*` and `?` stay within a folder, `**` does not, and a
 * folder stands for all that is in it.
 *
 * @internal
 */
export function compilePathGlobs(globs: string[]): (path: string) => boolean {
  const withContents = globs
    .map(glob => escapeOthers(glob).replace(/\/+$/, ''))
    .flatMap(glob => [glob, `${glob}/**`]);
  return picomatch(withContents, { nocase: true, dot: true });
}

function escapeOthers(glob: string): string {
  return glob.replace(/[\\[\](){}+@!|^$]/g, '\\$&');
}
