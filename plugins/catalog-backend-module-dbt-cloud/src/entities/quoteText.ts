const LONGEST = 80;

/**
 * A text of dbt's for a message: in quotes, and not longer than people read.
 *
 * @internal
 */
export function quoteText(text: string): string {
  return JSON.stringify(
    text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
  );
}
