import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { apiCorpusPath } from './corpus';
import { applyOverlay } from './overlay';

interface Parameter {
  in: string;
  name: string;
  description?: string;
  schema: { type: string };
}

interface Operation {
  parameters?: Parameter[];
  responses: {
    200: { content?: { 'application/json'?: { schema: { $ref: string } } } };
  };
}

/**
 * One of the OpenAPI documents of dbt Cloud, with the overlay.
 *
 * @see https://docs.getdbt.com/dbt-cloud/api-v2
 * @see https://docs.getdbt.com/dbt-cloud/api-v3
 */
export class OpenApi {
  readonly document: any;
  readonly #ajv: Ajv;

  private constructor(document: any) {
    this.document = document;
    this.#ajv = new Ajv({
      strict: false,
      validateFormats: false,
      allErrors: true,
    });
    this.#ajv.addSchema(document, 'api');
  }

  static load(version: 'v2' | 'v3'): OpenApi {
    const file = apiCorpusPath(`openapi-${version}.yaml`);
    const document = parse(readFileSync(file, 'utf8'));
    applyOverlay(document);
    return new OpenApi(document);
  }

  /** What is wrong with the JSON body that a GET of a URL was answered with. */
  bodyErrors(url: URL, body: unknown): string[] {
    const schema =
      this.#findGet(url)?.responses[200].content?.['application/json']?.schema;
    if (!schema) {
      return [`the document has no JSON answer for GET ${url.pathname}`];
    }
    const validate = this.#ajv.compile({ $ref: `api${schema.$ref}` });
    validate(body);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath}: ${message}`,
    );
  }

  /** What is wrong with a GET of a URL. */
  requestErrors(url: URL): string[] {
    const operation = this.#findGet(url);
    if (!operation) {
      return [`the document has no GET ${url.pathname}`];
    }
    return [...url.searchParams].flatMap(([name, value]) => {
      const parameter = operation.parameters?.find(
        candidate => candidate.in === 'query' && candidate.name === name,
      );
      return parameter
        ? parameterErrors(parameter, value)
        : [`GET ${url.pathname} takes no ${name}`];
    });
  }

  /** The objects that can be asked for together with what a URL names. */
  relatedObjects(url: URL): string[] {
    const parameter = this.#findGet(url)?.parameters?.find(
      ({ name }) => name === 'include_related',
    );
    return parameter ? relatedObjects(parameter) : [];
  }

  #findGet(url: URL): Operation | undefined {
    const [path] = Object.keys(this.document.paths).filter(template =>
      matches(template, url.pathname),
    );
    return path && this.document.paths[path].get;
  }
}

/** A `{remainder}` is the rest of the path, any other parameter one part of it. */
function matches(template: string, path: string): boolean {
  const pattern = template
    .replace(/[.]/g, '\\.')
    .replace('{remainder}', '.+')
    .replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}

function parameterErrors(parameter: Parameter, value: string): string[] {
  const { name, schema } = parameter;
  if (schema.type === 'integer' && !/^\d+$/.test(value)) {
    return [`${name} is no integer: ${value}`];
  }
  if (name !== 'include_related') {
    return [];
  }
  const known = relatedObjects(parameter);
  return value
    .split(',')
    .filter(related => !known.includes(related))
    .map(related => `${name} takes no ${related}`);
}

/** The documents name them in their text only. */
function relatedObjects({ description = '' }: Parameter): string[] {
  const [, text = ''] = description.split(/Valid values are|Available:/);
  const [list] = text.split('.');
  return list.match(/\b[a-z]+(_[a-z]+)*\b/g)?.filter(w => w !== 'and') ?? [];
}
