import {
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';

/**
 * Keeps what is logged, with the level in front.
 */
export class CapturingLogger implements RootLoggerService {
  readonly lines: string[] = [];

  error(message: string) {
    this.lines.push(`error: ${message}`);
  }

  warn(message: string) {
    this.lines.push(`warn: ${message}`);
  }

  info(message: string) {
    this.lines.push(`info: ${message}`);
  }

  debug() {}

  child() {
    return this;
  }

  /** The lines since the last call that have `text` in them. */
  take(text: string): string[] {
    return this.lines.splice(0).filter(line => line.includes(text));
  }

  get factory() {
    return createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => this,
    });
  }
}
