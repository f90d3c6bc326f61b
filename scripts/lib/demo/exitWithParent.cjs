// Loaded into the backend before anything else: standard input ends when the
// script that started it is gone, even if that was killed. A worker thread,
// into which this is loaded too, has none: there it would end at once.
if (require('node:worker_threads').isMainThread) {
  process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume();
  process.stdin.unref();
}
