import type { Refusal } from '../../kernel/endpoint.ts';
import type { Handlers } from '../../kernel/handling.ts';
import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import type { Refused, Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Status } from './contract.ts';
import { identityContract } from './contract.ts';
import type { Caller, Me } from './model.ts';
import { changesOf, stillStands } from './service/change-feed.ts';
import type { Identity } from './service/context.ts';
import type { LiveCity } from './service/live-city.ts';
import { changeDisplay, endOwnSession, meOf, ownSessions } from './service/me.ts';
import { ATTEMPT_COOKIE, ATTEMPT_SECONDS, beginOther, finishOther } from './service/oidc.ts';
import { changePassword, confirmEnrolment, enrol } from './service/own-account.ts';
import { SESSION_COOKIE } from './service/sessions.ts';
import { giveCode, lockScreen, signIn, signOut, unlock } from './service/signing.ts';

export const signInProblems = {
  'sign-in-wrong': {
    status: 403,
    title: {
      zh: '登录名、口令或动态口令不正确',
      en: 'The name, the password or the code is not right',
    },
  },
  'sign-in-locked': {
    status: 429,
    title: { zh: '失败次数过多，暂时锁定', en: 'Too many failures: locked for a while' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export interface IdentityDeps {
  readonly status: () => Promise<Status>;
  /** The city once it is open. */
  readonly city: () => LiveCity;
  readonly identity: Identity;
  /** May this caller still be told of changes? By his session, unless a test knows better. */
  readonly stands?: (caller: Caller) => Promise<boolean>;
}

const DONE = { done: true } as const;

export const identityRoutes = (deps: IdentityDeps) => {
  const { status, identity } = deps;
  /** Whoever the session belongs to, after an act that may have been refused. */
  const me = async (
    { session }: Pick<Caller, 'session'>,
    refused: Refused<Refusal> | null = null,
  ): Promise<Result<Me, Refusal>> => {
    if (refused) return refused;
    const found = await meOf(identity, session);
    // Ended meanwhile, from another place.
    return found ? ok(found) : refuse({ code: 'signed-out' });
  };

  return routes<typeof identityContract, Caller>(
    'identity',
    identityContract,
    {
      status: async () => ok(await status()),
      events: eventsOf(deps),
      session: async ({ caller }) =>
        ok({
          me: caller ? await meOf(identity, caller.session) : null,
          oidc: identity.other?.title ?? null,
        }),
      signIn: async ({ body, request, reply }) => {
        const begun = await signIn(identity, body, request);
        if (!begun.ok) return begun;
        const seconds = identity.settings.sessionMinutes * 60;
        reply.setCookie(SESSION_COOKIE, begun.value.token, seconds);
        return me({ session: begun.value.id });
      },
      ...otherHandlers(identity),
      signOut: async ({ caller, request, reply }) => {
        await signOut(identity, caller, request.ip);
        reply.clearCookie(SESSION_COOKIE);
        return ok(DONE);
      },
      lock: async ({ caller, request }) => {
        await lockScreen(identity, caller, request.ip);
        return me(caller);
      },
      unlock: async ({ caller, body, request }) =>
        me(caller, await unlock(identity, caller, body.password, request.ip)),
      giveCode: async ({ caller, body, request }) =>
        me(caller, await giveCode(identity, caller, body.code, request.ip)),
      me: async ({ caller }) => me(caller),
      changeMe: async ({ caller, body }) => {
        await changeDisplay(identity, caller, body);
        return me(caller);
      },
      changePassword: async ({ caller, body, request }) =>
        me(caller, await changePassword(identity, caller, body, request.ip)),
      enrol: async ({ caller, body, request }) =>
        enrol(identity, caller, body.password, request.ip),
      confirmEnrolment: async ({ caller, body, request }) =>
        me(caller, await confirmEnrolment(identity, caller, body.code, request.ip)),
      sessions: async ({ caller }) => ok({ rows: await ownSessions(identity, caller) }),
      endSession: async ({ caller, params, request }) =>
        ended(await endOwnSession(identity, caller, params.id, request.ip)),
    },
    signInProblems,
  );
};

type Own = Handlers<typeof identityContract, Caller>;

const eventsOf = ({ city, identity, stands }: IdentityDeps): Own['events'] => {
  const asked = stands ?? ((caller: Caller) => stillStands(identity, caller));
  return async ({ caller, request: { signal } }) =>
    ok({ events: changesOf(city(), { signal, stands: () => asked(caller) }) });
};

/** There and back again, where another system signs people in. */
const otherHandlers = (identity: Identity): Pick<Own, 'beginOther' | 'finishOther'> => ({
  beginOther: async ({ query, reply }) => {
    if (!identity.other) return refuse({ code: 'not-found' });
    const { url, kept } = await beginOther(identity, identity.other, query.from ?? null);
    reply.setCookie(ATTEMPT_COOKIE, kept, ATTEMPT_SECONDS);
    reply.redirect(url);
    return ok(null);
  },
  finishOther: async ({ query, request, reply }) => {
    if (!identity.other) return refuse({ code: 'not-found' });
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const back = Object.fromEntries(given) as Record<string, string>;
    const { token, to } = await finishOther(identity, identity.other, back, request);
    reply.clearCookie(ATTEMPT_COOKIE);
    if (token) reply.setCookie(SESSION_COOKIE, token, identity.settings.sessionMinutes * 60);
    reply.redirect(to);
    return ok(null);
  },
});

const ended = (found: boolean) => (found ? ok(DONE) : refuse({ code: 'not-visible' }));
