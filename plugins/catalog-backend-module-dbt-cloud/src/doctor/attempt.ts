import { CheckFactory } from './CheckFactory';
import { DiagnosisContext } from './DiagnosisContext';
import { DoctorCheck, DoctorCheckName } from './DoctorCheck';

/**
 * Runs one step of a diagnosis. What it throws is a problem, unless the diagnosis itself was ended.
 *
 * @returns what the step returns, or `undefined` where it failed.
 * @internal
 */
export async function* attempt<T>(
  context: DiagnosisContext,
  checks: CheckFactory,
  name: DoctorCheckName,
  step: () => Promise<T>,
): AsyncGenerator<DoctorCheck, T | undefined> {
  try {
    return await step();
  } catch (error) {
    context.signal.throwIfAborted();
    yield checks.problem(name, error);
    return undefined;
  }
}
