import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  EventParams,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import eventsModuleDbtCloud from '../index';

/**
 * A Backstage that takes events, with this module.
 */
export interface TestEvents {
  /** What was published under the topics that the test names. */
  published: EventParams[];
  warnings: string[];
  post(body: string, headers?: Record<string, string>): Promise<TestAnswer>;
  stop(): Promise<void>;
}

/** What the module answers. */
export interface TestAnswer {
  status: number;
  body: unknown;
}

/**
 * Starts it, with the real events plugin and the real events service.
 */
export async function startEvents(options: {
  events: JsonObject;
  topics: string[];
}): Promise<TestEvents> {
  const published: EventParams[] = [];
  const warnings: string[] = [];
  const logger: RootLoggerService = {
    error: () => {},
    warn: message => warnings.push(message),
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  const backend = await startTestBackend({
    features: [
      eventsPlugin,
      eventsModuleDbtCloud,
      eventsServiceFactory,
      createBackendModule({
        pluginId: 'events',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { events: eventsServiceRef },
            async init({ events }) {
              await events.subscribe({
                id: 'test',
                topics: options.topics,
                onEvent: async event => void published.push(event),
              });
            },
          });
        },
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:0' },
          // Other replicas are not here to be told, and asking for them delays the end
          events: { useEventBus: 'never', ...options.events },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/events/http/dbtCloud`;
  return {
    published,
    warnings,
    async post(body, headers) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return { status: response.status, body: await response.json() };
    },
    stop: () => backend.stop(),
  };
}
