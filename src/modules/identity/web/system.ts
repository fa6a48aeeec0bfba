import { commonProblems } from '../../../kernel/problems.ts';
import { callApi } from '../../../ui/api/call.ts';
import { ApiProblem } from '../../../ui/api/problem.ts';
import { told } from '../../../ui/api/told.ts';
import type { Application } from '../../../ui/application.ts';
import { preferences } from '../../../ui/preferences.ts';
import { identityContract } from '../contract.ts';
import type { Me } from '../model.ts';
import { watchIdle } from './idle.ts';
import { SignIn } from './sign-in.tsx';

/** The page is locked here; the server learns it, and asks for the password too. */
function lock(): void {
  void callApi(identityContract.lock, {}).catch(() => undefined);
  told.tell(new ApiProblem({ code: 'session-locked', ...commonProblems['session-locked'] }));
}

/** How pages are shown goes with the person, from one browser to the next. */
export function takeDisplay({ locale, typeSize }: Pick<Me, 'locale' | 'typeSize'>): void {
  const { language, elder } = preferences.get();
  const large = typeSize === 'large';
  if (language !== locale || elder !== large) preferences.set({ language: locale, elder: large });
}

/** What the application itself asks of the server: whether it is ready, and who has signed in. */
export const system: Pick<Application, 'status' | 'session' | 'SignIn'> = {
  status: () => callApi(identityContract.status, {}),
  session: {
    load: async () => {
      const { me } = await callApi(identityContract.session, {});
      // Who still has to give a code or a new password has not arrived yet: the sign-in page asks.
      if (!me || !['open', 'locked'].includes(me.state)) return null;
      watchIdle(me.idleMinutes, lock);
      return {
        user: me.user,
        name: me.name,
        roles: me.roles.map(({ role }) => role),
        roleWords: me.roles,
        scopeWords: me.scopeText,
        locked: me.state === 'locked',
      };
    },
    signOut: async () => {
      await callApi(identityContract.signOut, {});
    },
  },
  SignIn,
};
