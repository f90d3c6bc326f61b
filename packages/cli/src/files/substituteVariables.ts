import { JsonObject, JsonValue } from '@backstage/types';

const VARIABLE = /\$?\$\{([^{}]+)\}/g;

/**
 * Puts environment variables in the place of `${NAME}`, as the config of a Backstage does: one that
 * is not set takes its whole value away, unless a default follows as `${NAME:-default}`, and
 * `$${NAME}` stands for itself.
 *
 * @see https://backstage.io/docs/conf/writing#environment-variable-substitution
 * @internal
 */
export function substituteVariables(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string') {
    return substituteText(value);
  }
  if (Array.isArray(value)) {
    return value.map(substituteVariables).filter(item => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const substituted: JsonObject = {};
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) {
      substituted[key] = substituteVariables(field);
    }
  }
  return substituted;
}

function substituteText(text: string): string | undefined {
  let isMissing = false;
  const substituted = text.replace(VARIABLE, (match, inner: string) => {
    if (match.startsWith('$$')) {
      return match.slice(1);
    }
    const [name, ...fallback] = inner.split(':-');
    const value =
      process.env[name.trim()] ||
      (fallback.length > 0 ? fallback.join(':-') : undefined);
    isMissing ||= value === undefined;
    return value ?? '';
  });
  return isMissing ? undefined : substituted;
}
