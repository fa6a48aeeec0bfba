export type { OidcAttempt, OidcClient, OidcIdentity, OidcSettings } from './oidc.ts';
export { oidcClient } from './oidc.ts';
export { hashPassword, verifyPassword } from './password.ts';
export { folderBox, type SecretBox, secretBox } from './secret-box.ts';
export { newId, newPassword, newToken, tokenHash } from './token.ts';
export { newTotpSecret, totpEnrolment, totpStep } from './totp.ts';
