import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';

/**
 * Lets a request through that has credentials and the permission.
 *
 * @returns who asks: the entity ref of a user, or the name of a service
 * @throws AuthenticationError without credentials; NotAllowedError without the permission
 * @internal
 */
export async function authorize(
  request: Request,
  permission: BasicPermission,
  services: { httpAuth: HttpAuthService; permissions: PermissionsService },
): Promise<string> {
  const credentials = await services.httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const [decision] = await services.permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `The permission '${permission.name}' is needed for this`,
    );
  }
  const { principal } = credentials;
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}
