import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { callApi } from '../../../ui/api/call.ts';
import { asProblem } from '../../../ui/api/problem.ts';
import { Button } from '../../../ui/dialog.tsx';
import { useSessionState } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { identityContract } from '../contract.ts';
import type { Me } from '../model.ts';
import { SecretForm } from './secret-form.tsx';
import { CodeStep, EnrolStep, NameAndPassword, PasswordStep } from './steps.tsx';
import { identityTexts } from './texts.ts';
import './identity.css';

interface SignInProps {
  readonly onDone: () => void;
  /** Over a page that is locked: whoever was signed in. */
  readonly user?: string;
}

/** From whoever is there now to somebody who may work, one step after the other. */
export function SignIn(props: SignInProps): ReactElement {
  const query = useQuery({
    queryKey: ['session', 'sign-in'],
    queryFn: () => callApi(identityContract.session, {}),
    staleTime: 0,
    gcTime: 0,
  });
  const error = query.error ? asProblem(query.error) : null;
  return (
    <Answered of={{ data: query.data, error, refetch: query.refetch }}>
      {({ me, oidc }) => <Steps {...props} first={me} oidc={oidc} />}
    </Answered>
  );
}

function Steps(
  props: SignInProps & { readonly first: Me | null; readonly oidc: unknown },
): ReactElement {
  const { first, onDone } = props;
  const say = useTexts(identityTexts);
  const [me, setMe] = useState(first);
  const onMe = (next: Me): void => {
    setMe(next);
    if (next.state === 'open') onDone();
  };
  if (me === null) return <NameAndPassword onMe={onMe} />;
  switch (me.state) {
    case 'locked':
      return <UnlockStep me={me} onMe={onMe} />;
    case 'codeDue':
      return (
        <>
          <h2>{say('codeTitle')}</h2>
          <CodeStep onMe={onMe} />
          <SignOut onOut={() => setMe(null)} />
        </>
      );
    case 'passwordDue':
      return (
        <>
          <h2>{say('dueTitle')}</h2>
          <p>{say('dueHint')}</p>
          <PasswordStep onMe={onMe} />
          <SignOut onOut={() => setMe(null)} />
        </>
      );
    case 'enrolDue':
      return (
        <>
          <h2>{say('enrolTitle')}</h2>
          <p>{say('enrolHint')}</p>
          <EnrolStep onMe={onMe} />
          <SignOut onOut={() => setMe(null)} />
        </>
      );
    case 'open':
      return <Arrived onDone={onDone} />;
  }
}

/** Signed in already, in another window perhaps. */
function Arrived({ onDone }: { readonly onDone: () => void }): ReactElement {
  const say = useTexts(identityTexts);
  return (
    <Button kind="main" onClick={onDone}>
      {say('confirm')}
    </Button>
  );
}

function UnlockStep(props: { readonly me: Me; readonly onMe: (me: Me) => void }): ReactElement {
  const { me, onMe } = props;
  const say = useTexts(identityTexts);
  const { signOut } = useSessionState();
  return (
    <>
      <p>{say('unlockAs', { name: me.name, login: me.login })}</p>
      <SecretForm
        label={say('unlock')}
        fields={[
          {
            ...{ name: 'password', label: say('password'), kind: 'password', required: true },
            autoComplete: 'current-password',
          },
        ]}
        submitText={say('unlock')}
        submit={async ({ password = '' }) =>
          onMe(await callApi(identityContract.unlock, { body: { password } }))
        }
      />
      <Button kind="text" onClick={() => void signOut()}>
        {say('otherUser')}
      </Button>
    </>
  );
}

function SignOut({ onOut }: { readonly onOut: () => void }): ReactElement {
  const say = useTexts(identityTexts);
  const out = async (): Promise<void> => {
    await callApi(identityContract.signOut, {}).catch(() => undefined);
    onOut();
  };
  return (
    <Button kind="text" onClick={() => void out()}>
      {say('signOut')}
    </Button>
  );
}
