import type { Configuration } from 'openid-client';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Registered with the provider, to the letter. */
  readonly redirectUri: string;
}

/** What has to be the same when the browser comes back. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What the provider vouches for. */
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The provider asked for more than a password. */
  readonly secondFactor: boolean;
}

export interface OidcClient {
  begin(): Promise<OidcAttempt & { readonly url: string }>;
  /** Null: whatever came back is not the answer to this attempt, or no valid one. */
  finish(
    query: Readonly<Record<string, string>>,
    attempt: OidcAttempt,
  ): Promise<OidcIdentity | null>;
}

const STRONG = ['mfa', 'otp', 'hwk', 'swk', 'sc'];
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Code flow with PKCE, state and nonce. The provider is looked up when it is first needed. */
export function oidcClient(settings: OidcSettings): OidcClient {
  const { issuer, clientId, clientSecret, redirectUri } = settings;
  let known: Promise<Configuration> | null = null;
  const configured = (): Promise<Configuration> => {
    // Without TLS only on this machine: for tests, and behind a proxy of its own.
    const insecure = LOOPBACK.test(new URL(issuer).hostname);
    const execute = insecure ? [allowInsecureRequests] : [];
    known ??= discovery(new URL(issuer), clientId, clientSecret, undefined, { execute });
    // A provider that was down is asked again.
    known.catch(() => {
      known = null;
    });
    return known;
  };
  return {
    async begin() {
      const verifier = randomPKCECodeVerifier();
      const [state, nonce] = [randomState(), randomNonce()];
      const url = buildAuthorizationUrl(await configured(), {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, state, nonce, verifier };
    },
    async finish(query, { state, nonce, verifier }) {
      const config = await configured();
      const back = new URL(redirectUri);
      for (const [name, value] of Object.entries(query)) back.searchParams.set(name, value);
      try {
        const tokens = await authorizationCodeGrant(config, back, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) return null;
        const { iss, sub, amr } = claims;
        const ways = Array.isArray(amr) ? amr.map(String) : [];
        const secondFactor = ways.some((way) => STRONG.includes(way));
        return { issuer: iss, subject: sub, claims: { ...claims }, secondFactor };
      } catch {
        return null;
      }
    },
  };
}
