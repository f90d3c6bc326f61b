import { stopReason } from './stopReason';

describe('stopReason', () => {
  it('names the setting where the scheduler gives no reason', () => {
    const { signal } = abortedWith();
    expect(stopReason(signal, signal.reason)).toBe(
      'it was not done within schedule.timeout, or its task was cancelled',
    );
  });

  it('repeats a reason that there is', () => {
    const { signal } = abortedWith(new Error('the lock is lost'));
    expect(stopReason(signal, signal.reason)).toBe('Error: the lock is lost');
  });

  it('tells what was being waited for', () => {
    const { signal } = abortedWith();
    expect(stopReason(signal, new Error('too many requests'))).toMatch(
      /schedule\.timeout.*; it was waiting out: Error: too many requests$/,
    );
  });
});

function abortedWith(reason?: Error): AbortController {
  const controller = new AbortController();
  controller.abort(reason);
  return controller;
}
