import { UserError } from './UserError.mjs';

const SUPPORTED_MAJORS = [20, 22, 24];

/** Refuses a Node.js that the dependencies were not built for. */
export function assertNodeVersion(version = process.versions.node) {
  const major = Number.parseInt(version, 10);
  if (!SUPPORTED_MAJORS.includes(major)) {
    throw new UserError(
      `This is Node.js ${version}; please use one of ${SUPPORTED_MAJORS.join(
        ', ',
      )} (https://nodejs.org).`,
    );
  }
}
