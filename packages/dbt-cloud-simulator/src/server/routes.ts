import { Answer, fileAnswer } from './Answer';
import { ApiRequest } from './ApiRequest';
import { list, notFound, notPermitted, single } from './envelope';
import { includeRelated } from './includeRelated';
import { listPage } from './listPage';
import { representAccount } from './representations/representAccount';
import { representEnvironment } from './representations/representEnvironment';
import { representJob } from './representations/representJob';
import { representProject } from './representations/representProject';
import { representRun, runFields } from './representations/representRun';
import { SimulatedRun } from '../world';
import { artifactBytes, artifactsAtStep } from '../world/artifactsAtStep';
import {
  ENVIRONMENT_LIST,
  JOB_LIST,
  PROJECT_LIST,
  RUN_LIST,
} from './listRules';

/** @internal */
export interface Route {
  /** A path of the API; `:name` stands for a part of it, `*name` for all the rest. */
  path: string;
  answer(request: ApiRequest): Answer;
}

/**
 * The paths of the Admin API that the simulator knows.
 *
 * @see https://docs.getdbt.com/dbt-cloud/api-v2
 * @see https://docs.getdbt.com/dbt-cloud/api-v3
 * @internal
 */
export const routes: Route[] = [
  { path: '/api/v2/accounts/', answer: listAccounts },
  { path: '/api/v3/accounts/', answer: listAccounts },
  { path: '/api/v2/accounts/:account/', answer: getAccount },
  { path: '/api/v2/accounts/:account/projects/', answer: listProjects },
  { path: '/api/v3/accounts/:account/projects/', answer: listProjects },
  { path: '/api/v2/accounts/:account/projects/:id/', answer: getProject },
  { path: '/api/v3/accounts/:account/projects/:id/', answer: getProject },
  {
    path: '/api/v3/accounts/:account/projects/:project/environments/',
    answer: listEnvironments,
  },
  {
    path: '/api/v3/accounts/:account/projects/:project/environments/:id/',
    answer: getEnvironment,
  },
  { path: '/api/v2/accounts/:account/jobs/', answer: listJobs },
  { path: '/api/v2/accounts/:account/jobs/:id/', answer: getJob },
  {
    path: '/api/v2/accounts/:account/jobs/:id/artifacts/*path',
    answer: getJobArtifact,
  },
  { path: '/api/v2/accounts/:account/runs/', answer: listRuns },
  { path: '/api/v2/accounts/:account/runs/:id/', answer: getRun },
  {
    path: '/api/v2/accounts/:account/runs/:id/artifacts/',
    answer: listRunArtifacts,
  },
  {
    path: '/api/v2/accounts/:account/runs/:id/artifacts/*path',
    answer: getRunArtifact,
  },
];

function listAccounts({ world, query }: ApiRequest): Answer {
  const rules = { filters: [], activeOnly: false };
  return list(listPage(world.accounts, query, rules), representAccount);
}

function getAccount({ world, parameters }: ApiRequest): Answer {
  const account = world.accounts.find(
    ({ id }) => String(id) === parameters.account,
  );
  return account ? single(representAccount(account)) : notPermitted();
}

function listProjects(request: ApiRequest): Answer {
  const { world, query } = request;
  const related = includeRelated(query);
  return list(
    listPage(inAccount(world.projects, request), query, PROJECT_LIST),
    project => representProject(project, related),
  );
}

function getProject(request: ApiRequest): Answer {
  const project = findById(request.world.projects, request);
  return project
    ? single(representProject(project, includeRelated(request.query)))
    : notPermitted();
}

function listEnvironments(request: ApiRequest): Answer {
  const { world, query } = request;
  if (!findProject(request)) {
    return notPermitted();
  }
  const environments = inProject(world.environments, request);
  return list(listPage(environments, query, ENVIRONMENT_LIST), environment =>
    representEnvironment(environment, world),
  );
}

function getEnvironment(request: ApiRequest): Answer {
  const { world } = request;
  const environment = findById(inProject(world.environments, request), request);
  return environment
    ? single(representEnvironment(environment, world))
    : notFound();
}

function listJobs(request: ApiRequest): Answer {
  const { world, query } = request;
  return list(listPage(inAccount(world.jobs, request), query, JOB_LIST), job =>
    representJob(job, world),
  );
}

function getJob(request: ApiRequest): Answer {
  const { world } = request;
  const job = findById(world.jobs, request);
  return job ? single(representJob(job, world)) : notFound();
}

function listRuns(request: ApiRequest): Answer {
  const { world, url, query } = request;
  const related = includeRelated(query);
  const runs = inAccount(world.runs, request);
  const runsById = new Map(runs.map(run => [run.id, run]));
  const page = listPage(runs.map(runFields), query, RUN_LIST);
  return list(page, ({ id }) =>
    representRun(runsById.get(id)!, { world, url, related }),
  );
}

function getRun(request: ApiRequest): Answer {
  const { world, url, query } = request;
  const run = findById(world.runs, request);
  return run
    ? single(representRun(run, { world, url, related: includeRelated(query) }))
    : notFound();
}

function listRunArtifacts(request: ApiRequest): Answer {
  const run = findById(request.world.runs, request);
  if (!run) {
    return notFound();
  }
  const paths = [...artifactsAtStep(run, readStep(request)).keys()];
  return single(paths.length > 0 ? paths.sort() : null);
}

function getRunArtifact(request: ApiRequest): Answer {
  const run = findById(request.world.runs, request);
  return run ? artifactOf(run, request) : notFound();
}

/** Which runs dbt Cloud looks at here is not documented: the newest one that has the file. */
function getJobArtifact(request: ApiRequest): Answer {
  const { world, parameters } = request;
  const run = inAccount(world.runs, request)
    .filter(({ job_definition_id: job }) => String(job) === parameters.id)
    .sort((left, right) => right.id - left.id)
    .find(candidate => artifactsAtStep(candidate).has(parameters.path));
  return run ? artifactOf(run, request) : notFound();
}

function artifactOf(run: SimulatedRun, request: ApiRequest): Answer {
  const { path } = request.parameters;
  const artifact = artifactsAtStep(run, readStep(request)).get(path);
  return artifact === undefined
    ? notFound()
    : fileAnswer(path, artifactBytes(artifact));
}

function readStep({ query }: ApiRequest): number | undefined {
  const step = query.get('step');
  return step === null ? undefined : Number(step);
}

function findProject(request: ApiRequest) {
  return inAccount(request.world.projects, request).find(
    ({ id }) => String(id) === request.parameters.project,
  );
}

function findById<T extends { id: number; account_id: number }>(
  items: T[],
  request: ApiRequest,
): T | undefined {
  return inAccount(items, request).find(
    ({ id }) => String(id) === request.parameters.id,
  );
}

function inAccount<T extends { account_id: number }>(
  items: T[],
  { parameters }: ApiRequest,
): T[] {
  return items.filter(item => String(item.account_id) === parameters.account);
}

function inProject<T extends { account_id: number; project_id: number }>(
  items: T[],
  request: ApiRequest,
): T[] {
  return inAccount(items, request).filter(
    item => String(item.project_id) === request.parameters.project,
  );
}
