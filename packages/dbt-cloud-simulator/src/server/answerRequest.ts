import { DbtCloudWorld } from '../world';
import { Answer, redirect } from './Answer';
import { notFound, notPermitted } from './envelope';
import { Route, routes } from './routes';

const compiledRoutes = routes.map(route => ({
  route,
  pattern: compile(route.path),
}));

/**
 * What dbt Cloud answers to a `GET` of somebody whose token it accepts.
 *
 * @internal
 */
export function answerRequest(
  world: DbtCloudWorld,
  url: string,
  target: URL,
): Answer {
  const path = target.pathname;
  const found = findRoute(path);
  if (!found) {
    return findRoute(`${path}/`)
      ? redirect(`${path}/${target.search}`)
      : notFound();
  }
  const { route, parameters } = found;
  const { account } = parameters;
  if (account && !world.accounts.some(({ id }) => String(id) === account)) {
    return notPermitted();
  }
  return route.answer({ world, url, parameters, query: target.searchParams });
}

function findRoute(
  path: string,
): { route: Route; parameters: Record<string, string> } | undefined {
  for (const { route, pattern } of compiledRoutes) {
    const match = pattern.exec(path);
    if (match) {
      const parameters = Object.entries(match.groups ?? {}).map(
        ([name, value]) => [name, decodeURIComponent(value)],
      );
      return { route, parameters: Object.fromEntries(parameters) };
    }
  }
  return undefined;
}

function compile(path: string): RegExp {
  const pattern = path
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*(\w+)/g, '(?<$1>.+)');
  return new RegExp(`^${pattern}$`);
}
