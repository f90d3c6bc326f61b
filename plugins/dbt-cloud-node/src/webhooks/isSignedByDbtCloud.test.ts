import { createHmac } from 'node:crypto';
import { isSignedByDbtCloud } from './isSignedByDbtCloud';

const SECRET = 'wsk_1';
const BODY = Buffer.from('{ "jobName": "Täglich \\u00fc\\n" }\n');
const sign = (secret: string) =>
  createHmac('sha256', secret).update(BODY).digest('hex');

describe('isSignedByDbtCloud', () => {
  it('knows the digest of a body under a secret', () => {
    const digest =
      'e620744603fe2aaeb9a7a0e0717d8598ccb73eb030da44641e3cf1b388aa9a4a';
    expect(isSignedByDbtCloud(BODY, digest, [SECRET])).toBe(true);
  });

  it('tries each secret', () => {
    expect(isSignedByDbtCloud(BODY, sign('b'), ['a', 'b', 'c'])).toBe(true);
    expect(isSignedByDbtCloud(BODY, sign('d'), ['a', 'b', 'c'])).toBe(false);
    expect(isSignedByDbtCloud(BODY, sign('a'), [])).toBe(false);
  });

  it.each([
    ['empty', ''],
    ['cut off', sign(SECRET).slice(0, -1)],
    ['longer', `${sign(SECRET)}0`],
    ['that of another body', createHmac('sha256', SECRET).digest('hex')],
    ['the secret itself', SECRET],
    ['of more bytes than characters', 'é'.repeat(64)],
  ])('refuses a signature that is %s', (_, signature) => {
    expect(isSignedByDbtCloud(BODY, signature, [SECRET])).toBe(false);
  });

  it('goes by the bytes, not by what they say', () => {
    const sameDocument = Buffer.from(JSON.stringify(JSON.parse(String(BODY))));
    expect(isSignedByDbtCloud(sameDocument, sign(SECRET), [SECRET])).toBe(
      false,
    );
  });
});
