import { generateSecret, generateURI, verifySync } from 'otplib';
import { toDataURL } from 'qrcode';

const PERIOD_SECONDS = 30;
const DIGITS = /^\d{6}$/;

export const newTotpSecret = (): string => generateSecret();

/**
 * The step of time that the code belongs to: now, or one beside it for clocks that differ. Null:
 * wrong, or of a step that was used before.
 */
export function totpStep(
  secret: string,
  code: string,
  atMs: number,
  lastStep: number | null,
): number | null {
  if (!DIGITS.test(code)) return null;
  const epoch = Math.floor(atMs / 1000);
  const now = Math.floor(epoch / PERIOD_SECONDS);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: PERIOD_SECONDS });
  if (!result.valid) return null;
  const step = now + result.delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** For the authenticator's camera, and for typing. */
export async function totpEnrolment(
  secret: string,
  issuer: string,
  login: string,
): Promise<{ readonly uri: string; readonly image: string }> {
  const uri = generateURI({ issuer, label: login, secret });
  return { uri, image: await toDataURL(uri, { margin: 2, width: 220 }) };
}
