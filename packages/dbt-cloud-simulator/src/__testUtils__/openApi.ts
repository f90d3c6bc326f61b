import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

const directory = resolve(
  process.env.DBT_CLOUD_CORPUS ??
    resolve(__dirname, '../../../../../shared/corpus'),
  'api',
);

/** Whether the API's own documents are on this machine. */
export const hasOpenApi = existsSync(resolve(directory, 'openapi-v2.yaml'));

/**
 * What is wrong with a body by the API's own document, as `where: what`; nothing where it
 * keeps to it.
 */
export function openApiErrors(
  version: 'v2' | 'v3',
  schema: string,
  body: unknown,
): string[] {
  const document = parse(
    readFileSync(resolve(directory, `openapi-${version}.yaml`), 'utf8'),
  );
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    allErrors: true,
  });
  ajv.addSchema(document, 'api');
  const validate = ajv.compile({ $ref: `api#/components/schemas/${schema}` });
  validate(body);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath}: ${message}`,
  );
}
