import { TextPattern } from '../entities/mappings/TextPattern';
import { EntityFilter } from './EntityFilter';

/**
 * How the table entity of a relation is found. Rules are tried in their order: the first that knows
 * any candidate decides.
 *
 * @internal
 */
export type TableRule = LookupRule | TemplateRule;

/**
 * Finds the entity among those in the catalog.
 *
 * @internal
 */
export interface LookupRule extends RuleScope {
  rule: 'lookup';
  /** An entity that passes one of them stands for a table. */
  filters: EntityFilter[];
  location: RelationLocation;
  /** Whether the entities have lost the case of their names. */
  ignoreCase: boolean;
}

/**
 * Names the entity without looking for it.
 *
 * @internal
 */
export interface TemplateRule extends RuleScope {
  rule: 'template';
  /** An entity ref with `{database}`, `{schema}` and `{identifier}` in it. */
  template: string;
}

/**
 * What a rule is called, and which relations it is for.
 *
 * @internal
 */
export interface RuleScope {
  /** As people find it in the config: `tables[0]`. */
  name: string;
  /** Adapter types of dbt, e.g. `snowflake`; all where missing. */
  adapters?: string[];
  /** Deployment types, names or ids of environments; all where missing. */
  environments?: string[];
}

/**
 * Where on a table entity its relation stands: as one text, taken apart by the named groups of a
 * pattern where there is one, or in a field for each part. Where no database is named, none is
 * compared.
 *
 * @internal
 */
export type RelationLocation =
  | { location: 'text'; fields: string[] }
  | { location: 'pattern'; fields: string[]; pattern: TextPattern }
  | {
      location: 'parts';
      database?: string;
      schema: string;
      identifier: string;
    };
