import { DoctorCheck, DoctorCheckName } from './DoctorCheck';

/**
 * Makes the checks of one subject.
 *
 * @internal
 */
export class CheckFactory {
  readonly #subject: string | undefined;

  private constructor(subject: string | undefined) {
    this.#subject = subject;
  }

  /** @param subject - missing where the checks are about the connection */
  static create(subject?: string): CheckFactory {
    return new CheckFactory(subject);
  }

  ok(name: DoctorCheckName, message: string): DoctorCheck {
    return this.#create(name, 'ok', message);
  }

  advice(name: DoctorCheckName, message: string): DoctorCheck {
    return this.#create(name, 'advice', message);
  }

  problem(name: DoctorCheckName, reason: unknown): DoctorCheck {
    const message = reason instanceof Error ? reason.message : String(reason);
    return this.#create(name, 'problem', message);
  }

  #create(
    name: DoctorCheckName,
    verdict: DoctorCheck['verdict'],
    text: string,
  ): DoctorCheck {
    const message = text.replace(/\s*\n\s*/g, ' ');
    return this.#subject === undefined
      ? { name, verdict, message }
      : { name, subject: this.#subject, verdict, message };
  }
}
