import { DbtHealthOutcome } from './inputs';

const LISTED = 3;
/** More than these nobody goes through; whoever names the sources of a node may stop here too. */
const MANY = 20;
const MESSAGE_CHARACTERS = 300;

interface Named {
  uniqueId: string;
  name: string;
}

/**
 * `raw, orders, customers and 3 more`, or `and many more`.
 *
 * @internal
 */
export function listNames(items: Named[]): string {
  const names = items.slice(0, LISTED).map(({ name }) => name);
  const rest = items.length < MANY ? items.length - LISTED : 'many';
  return items.length > LISTED
    ? `${names.join(', ')} and ${rest} more`
    : names.join(', ');
}

/**
 * The ids that a finding keeps: whoever wants all of them asks for the node's details.
 *
 * @internal
 */
export function listIds(items: Named[]): string[] {
  return items.slice(0, MANY).map(({ uniqueId }) => uniqueId);
}

/**
 * A statement with what dbt or the warehouse said, as far as it fits into a line.
 *
 * @internal
 */
export function withMessage(
  statement: string,
  outcome: DbtHealthOutcome | undefined,
): string {
  const said = outcome?.message?.replace(/\s+/g, ' ').trim();
  return said ? `${statement}: ${shorten(said)}` : statement;
}

function shorten(text: string): string {
  return text.length > MESSAGE_CHARACTERS
    ? `${text.slice(0, MESSAGE_CHARACTERS)}…`
    : text;
}
