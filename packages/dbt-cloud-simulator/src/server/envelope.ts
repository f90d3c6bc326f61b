import { Answer, jsonAnswer } from './Answer';
import { ListPage } from './listPage';

const SUCCESS = {
  code: 200,
  is_success: true,
  user_message: 'Success!',
  developer_message: '',
};

/** @internal */
export function single(data: unknown): Answer {
  return jsonAnswer(200, { status: SUCCESS, data });
}

/** @internal */
export function list<T>(
  page: ListPage<T>,
  represent: (item: T) => unknown,
): Answer {
  return jsonAnswer(200, {
    status: SUCCESS,
    data: page.items.map(represent),
    extra: {
      filters: page.filters,
      order_by: page.orderBy,
      pagination: { count: page.items.length, total_count: page.totalCount },
    },
  });
}

/** @internal */
export function invalidToken(): Answer {
  return failure(401, 'Invalid token.', null);
}

/** @internal */
export function notFound(): Answer {
  return failure(404, 'The requested resource was not found.', '');
}

/**
 * What dbt Cloud answers for an account or a project that the token does not reach: a
 * 404, not a 403.
 *
 * @internal
 */
export function notPermitted(): Answer {
  return failure(
    404,
    'The requested resource was not found. Please check that you have the proper permissions.',
    '',
  );
}

function failure(
  code: number,
  userMessage: string,
  developerMessage: string | null,
): Answer {
  return jsonAnswer(code, {
    status: {
      code,
      is_success: false,
      user_message: userMessage,
      developer_message: developerMessage,
    },
    data: null,
  });
}
