import { Attachment } from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';
import { stringify } from 'yaml';
import { Preview } from './Preview';
import { PreviewOutput } from './parsePreviewArguments';

const LISTED = 20;

/**
 * A preview as text, ending with a line break.
 *
 * @internal
 */
export function formatPreview(preview: Preview, output: PreviewOutput): string {
  switch (output) {
    case 'json':
      return `${JSON.stringify(preview)}\n`;
    case 'yaml':
      return preview.entities
        .map(entity => `---\n${stringify(entity, { lineWidth: 0 })}`)
        .join('');
    default:
      return formatSummary(preview);
  }
}

function formatSummary(preview: Preview): string {
  const { project, entities, attachments, problems, report, health } = preview;
  const versions = [
    project.adapterType,
    project.dbtVersion && `dbt ${project.dbtVersion}`,
    project.manifestVersion && `manifest v${project.manifestVersion}`,
  ].filter(text => text);
  const unattached = attachments.filter(
    ({ verdict }) => verdict === 'unmatched' || verdict === 'ambiguous',
  );
  return [
    `${project.name} (${versions.join(', ')})`,
    '',
    `Entities: ${entities.length}`,
    ...counts(entities.map(entity => String(entity.spec?.type))),
    `Tables: ${attachments.length} nodes that should have one`,
    ...counts(attachments.map(({ verdict }) => verdict)),
    ...(health ? ['Health:', ...counts(health.map(item => item.verdict))] : []),
    ...list(
      'Left out:',
      report.leftOut.map(
        ({ message, uniqueIds: { length } }) =>
          `${length} ${length === 1 ? 'node' : 'nodes'}: ${message}`,
      ),
    ),
    ...list('Not attached:', unattachedLines(unattached)),
    ...list(
      'Problems:',
      problems.map(({ severity, message }) => `${severity}: ${message}`),
    ),
    '',
  ].join('\n');
}

/** One line where one reason holds for all, as where no warehouse was given. */
function unattachedLines(attachments: Attachment[]): string[] {
  const [reason, ...others] = new Set(attachments.map(item => item.reason));
  return reason !== undefined && others.length === 0
    ? [`${attachments.length} nodes: ${reason}`]
    : attachments.map(item => `${item.uniqueId}: ${item.reason}`);
}

function counts(values: string[]): string[] {
  const count = new Map<string, number>();
  for (const value of values) {
    count.set(value, (count.get(value) ?? 0) + 1);
  }
  return [...count]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, number]) => `${String(number).padStart(7)} ${value}`);
}

function list(heading: string, lines: string[]): string[] {
  if (lines.length === 0) {
    return [];
  }
  const rest = lines.length - LISTED;
  return [
    heading,
    ...lines.slice(0, LISTED).map(line => `  ${line}`),
    ...(rest > 0 ? [`  and ${rest} more: --output json lists all`] : []),
  ];
}
