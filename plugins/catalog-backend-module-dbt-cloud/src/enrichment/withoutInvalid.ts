import {
  CommonValidatorFunctions,
  EntityLink,
  makeValidator,
} from '@backstage/catalog-model';
import { TableKnowledge } from './types';

const validator = makeValidator();

/**
 * The part of what dbt knows that the catalog takes, without fields that are empty then. One value
 * that it does not take would keep the whole entity out, which is somebody else's.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format
 * @internal
 */
export function withoutInvalid(knowledge: TableKnowledge): TableKnowledge {
  const { description, links = [], tags = [], owner } = knowledge;
  const { labels = {}, annotations = {} } = knowledge;
  const valid: TableKnowledge = {
    description: isText(description) ? description : undefined,
    links: links.filter(isValidLink),
    tags: tags.filter(validator.isValidTag),
    labels: filterEntries(
      labels,
      (key, value) =>
        validator.isValidLabelKey(key) && validator.isValidLabelValue(value),
    ),
    annotations: filterEntries(
      annotations,
      (key, value) =>
        validator.isValidAnnotationKey(key) &&
        validator.isValidAnnotationValue(value),
    ),
    owner: isText(owner) ? owner : undefined,
  };
  return Object.fromEntries(
    Object.entries(valid).filter(
      ([, value]) => value !== undefined && Object.keys(value).length > 0,
    ),
  );
}

function isValidLink({ url, title, icon }: EntityLink): boolean {
  return (
    CommonValidatorFunctions.isValidUrl(url) &&
    [title, icon].every(text => text === undefined || isText(text))
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function filterEntries(
  record: Record<string, string>,
  isValid: (key: string, value: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter(([key, value]) => isValid(key, value)),
  );
}
