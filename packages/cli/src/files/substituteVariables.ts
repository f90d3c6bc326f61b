import { JsonObject, JsonValue } from '@backstage/types';

const VARIABLE = /\$?\$\{([^{}]+)\}/g;

/**
 * Puts environment variables in the place of `${NAME}`, as the config of a Backstage does: one that
 * is not set takes its whole value away, unless a default follows as `${NAME:-default}`, and
 * `$${NAME}` stands for itself.
 *
 * @see https://backstage.io/docs/conf/writing#environment-variable-substitution
 * @param onMissing - told of each variable that is not set
 * @internal
 */
export function substituteVariables(
  value: JsonValue,
  onMissing: (name: string) => void,
): JsonValue | undefined {
  if (typeof value === 'string') {
    return substituteText(value, onMissing);
  }
  if (Array.isArray(value)) {
    return value
      .map(item => substituteVariables(item, onMissing))
      .filter(item => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const substituted: JsonObject = {};
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) {
      substituted[key] = substituteVariables(field, onMissing);
    }
  }
  return substituted;
}

function substituteText(
  text: string,
  onMissing: (name: string) => void,
): string | undefined {
  let isMissing = false;
  const substituted = text.replace(VARIABLE, (match, inner: string) => {
    if (match.startsWith('$$')) {
      return match.slice(1);
    }
    const [name, ...fallback] = inner.split(':-');
    const value = process.env[name.trim()];
    if (value || fallback.length > 0) {
      return value || fallback.join(':-');
    }
    isMissing = true;
    onMissing(name.trim());
    return '';
  });
  return isMissing ? undefined : substituted;
}
