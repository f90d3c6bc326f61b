import { DbtCloudSimulator } from '../DbtCloudSimulator';

/** The body of an answer, read as JSON. */
export async function getJson(
  simulator: DbtCloudSimulator,
  path: string,
  authorization: string = `Token ${simulator.token}`,
): Promise<{ status: number; body: any }> {
  const response = await fetch(`${simulator.url}${path}`, {
    headers: { authorization },
  });
  return { status: response.status, body: await response.json() };
}
