import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useSessionState } from '../../../ui/session.tsx';
import { Switches } from '../../../ui/shell/switches.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { identityContract } from '../contract.ts';
import { pathAfter } from '../rules/path-after.ts';
import { SignIn } from './sign-in.tsx';
import { takeDisplay } from './system.ts';
import { identityTexts } from './texts.ts';
import './identity.css';

/** P01: nothing but what signing in needs. */
function LoginPage(): ReactElement {
  const say = useTexts(identityTexts);
  const { session, renew } = useSessionState();
  const [search] = useSearchParams();
  const status = useQuery({
    queryKey: ['status'],
    queryFn: () => callApi(identityContract.status, {}),
  });
  const to = pathAfter(search.get('from'));
  useEffect(() => {
    document.body.classList.add('login-body');
    return () => document.body.classList.remove('login-body');
  }, []);
  if (session && !session.locked) return <Navigate to={to} replace />;
  const done = async (): Promise<void> => {
    const { me } = await callApi(identityContract.session, {});
    if (me) takeDisplay(me);
    await renew();
  };
  return (
    <div className="login">
      <div className="login-card">
        <h1>{say('product')}</h1>
        {search.get('problem') === 'oidc' ? (
          <p className="form-fault" role="alert">
            {say('otherFailed')}
          </p>
        ) : null}
        <SignIn onDone={() => void done()} />
        <p className="muted">{say('forgotten')}</p>
        {status.data?.demo ? (
          <p className="login-demo">
            {say('demo')} <Link to="/guide">{say('whatToTry')}</Link>
          </p>
        ) : null}
        <Switches />
      </div>
    </div>
  );
}

export { LoginPage as page };
