import { createServer } from 'node:net';
import { UserError } from './UserError.mjs';

/** Both, because a browser may take `localhost` for either. */
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1'];

/**
 * @param {string} value
 * @param {string} option - the option that the value was given for
 * @returns {number}
 */
export function parsePort(value, option) {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new UserError(
      `${option} ${value}: a port is a number from 1 to 65535.`,
    );
  }
  return port;
}

/**
 * @param {number} port
 * @param {string} option - the option that chooses another port
 */
export async function assertPortFree(port, option) {
  for (const address of LOOPBACK_ADDRESSES) {
    const code = await tryToListen(port, address);
    if (code === 'EADDRINUSE') {
      throw new UserError(
        `Port ${port} is taken: stop what listens there, or choose another one with ${option}.`,
      );
    }
    if (code === 'EACCES') {
      throw new UserError(
        `Port ${port} may not be opened by this user: choose another one with ${option}.`,
      );
    }
  }
}

/** Resolves to the error code, or to undefined where the port could be had. */
function tryToListen(port, address) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code));
    server.listen(port, address, () => server.close(() => resolve(undefined)));
  });
}
