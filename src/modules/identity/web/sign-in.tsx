import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { callApi } from '../../../ui/api/call.ts';
import { asProblem } from '../../../ui/api/problem.ts';
import { Button } from '../../../ui/dialog.tsx';
import { useSessionState } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
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
  const { refetch } = query;
  // Signed in meanwhile in another window: back here it goes on.
  useEffect(() => {
    const again = (): void => void refetch();
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [refetch]);
  const error = query.error ? asProblem(query.error) : null;
  return (
    <Answered of={{ data: query.data, error, refetch }}>
      {({ me, oidc }) => <Steps key={me?.state ?? 'none'} {...props} first={me} oidc={oidc} />}
    </Answered>
  );
}

function Steps(
  props: SignInProps & { readonly first: Me | null; readonly oidc: Bilingual | null },
): ReactElement {
  const { first, onDone, oidc } = props;
  const say = useTexts(identityTexts);
  const [me, setMe] = useState(first);
  const onMe = (next: Me): void => {
    setMe(next);
    if (next.state === 'open') onDone();
  };
  if (me === null) {
    return (
      <>
        <NameAndPassword onMe={onMe} />
        {oidc ? <Other title={oidc} locked={props.user !== undefined} /> : null}
      </>
    );
  }
  switch (me.state) {
    case 'locked':
      return (
        <>
          <UnlockStep me={me} onMe={onMe} />
          {oidc ? <Other title={oidc} locked /> : null}
        </>
      );
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

/** By the other system; over a locked page in a window of its own, so that the page stays. */
function Other(props: { readonly title: Bilingual; readonly locked: boolean }): ReactElement {
  const words = useWords();
  const from = new URLSearchParams(window.location.search).get('from') ?? '/';
  const to = props.locked ? '/me' : from;
  const href = `/api/session/oidc/start?from=${encodeURIComponent(to)}`;
  const window_ = props.locked ? { target: '_blank', rel: 'noopener' } : {};
  return (
    <a className="button button-usual" href={href} {...window_}>
      {words(props.title)}
    </a>
  );
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
