// Loaded into the backend before anything else: standard input ends when the
// script that started it is gone, even if that was killed.
process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref();
