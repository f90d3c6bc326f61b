import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DbtCloudSimulator } from './DbtCloudSimulator';
import { exampleCompany } from './exampleCompany';
import { worldFromArtifacts } from './world';

const HELP = `Usage: yarn workspace dbt-cloud-simulator start [options]

Serves a simulated dbt Cloud on this machine until Ctrl-C.

Options:
  --artifacts DIR  serve the artifacts in DIR instead of the example company
  --port PORT      where to listen (any free port)
  --token TOKEN    the token to accept (dbtc_simulator)
  --help           show this text
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      artifacts: { type: 'string' },
      port: { type: 'string', default: '0' },
      token: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const simulator = await DbtCloudSimulator.start({
    world: values.artifacts
      ? await worldFromArtifacts(values.artifacts)
      : exampleCompany(),
    port: readPort(values.port),
    token: values.token,
  });
  process.stdout.write(`${simulator.url}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await simulator.close();
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port must be between 0 and 65535, not ${text}`);
  }
  return port;
}

main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
