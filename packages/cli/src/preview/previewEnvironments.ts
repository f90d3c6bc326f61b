import {
  previewAccount,
  PreviewedEnvironment,
} from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';
import { readConfigFile } from '../files/readConfigFile';
import { readEntitiesFile } from '../files/readEntitiesFile';
import { AccountArguments } from './parsePreviewArguments';
import { createPreview } from './Preview';
import { PreviewOutcome } from './PreviewOutcome';

/**
 * Previews the environments of the account that the config names.
 *
 * @throws what says that nothing at all can be read: the config, the warehouse, the account.
 * @internal
 */
export async function* previewEnvironments(
  args: AccountArguments,
): AsyncGenerator<PreviewOutcome> {
  for await (const result of previewAccount({
    config: await readConfigFile(args.config, { connects: true }),
    configPath: args.config,
    entities: await readEntitiesFile(args.warehouse),
    now: args.now,
  })) {
    const place = describePlace(result);
    if (result.result === 'failed') {
      yield { ...place, result: 'failed', error: result.error };
    } else {
      const { dbtProject, problems, plan } = result;
      const preview = createPreview(dbtProject, problems, plan);
      yield { ...place, result: 'previewed', preview };
    }
  }
}

function describePlace(
  place: PreviewedEnvironment,
): Pick<PreviewOutcome, 'label' | 'fields'> {
  const { accountId, project, environment } = place;
  return {
    label: [
      `project ${project.name} (${project.id})`,
      ...(environment
        ? [`environment ${environment.name} (${environment.id})`]
        : []),
    ].join(', '),
    fields: {
      dbtCloud: {
        accountId,
        projectId: project.id,
        projectName: project.name,
        environmentId: environment?.id,
        environmentName: environment?.name,
      },
    },
  };
}
