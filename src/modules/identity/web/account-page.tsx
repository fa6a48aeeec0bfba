import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { type Answer, useApi } from '../../../ui/api/use-api.ts';
import { Button, ConfirmButton, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { administrationContract } from '../administration-contract.ts';
import type { AccountRow } from '../model.ts';
import { State } from './accounts-page.tsx';
import { useAct } from './act.ts';
import { administrationTexts } from './administration-texts.ts';
import { Grants } from './grants.tsx';
import './identity.css';

type AccountView = Answer<typeof administrationContract.account>;

/** One account: what it is, what can be done with it, what it may. */
function AccountPage(): ReactElement {
  const { id = '' } = useParams();
  const account = useApi(administrationContract.account, { params: { id } });
  const { roles } = useSession();
  const has = (role: string): boolean => roles.includes(role);
  return (
    <Answered of={account}>
      {(view) => (
        <>
          <h1>
            {view.name} <small className="muted">{view.login}</small>
          </h1>
          <div className="me-grid">
            <Facts view={view} reveals={has('systemAdmin')} />
            {has('systemAdmin') ? <Acts view={view} /> : null}
            {has('securityAdmin') ? <Factor view={view} /> : null}
            <Grants view={view} gives={has('securityAdmin') || has('bureau') || has('principal')} />
          </div>
        </>
      )}
    </Answered>
  );
}

function Facts(props: { readonly view: AccountView; readonly reveals: boolean }): ReactElement {
  const { view, reveals } = props;
  const say = useTexts(administrationTexts);
  const [phone, setPhone] = useState<string | null>(null);
  const reveal = async (): Promise<void> => {
    try {
      const params = { id: view.id };
      const answer = await callApi(administrationContract.revealPhone, { params });
      setPhone(answer.phone);
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <section className="me-card">
      <h2>{say('accounts')}</h2>
      <dl className="facts">
        <dt>{say('login')}</dt>
        <dd>{view.login}</dd>
        <dt>{say('name')}</dt>
        <dd>{view.name}</dd>
        <dt>{say('organisation')}</dt>
        <dd>{view.organisationName}</dd>
        <dt>{say('phone')}</dt>
        <dd>
          {phone ?? view.phone ?? '—'}{' '}
          {reveals && view.phone !== null && phone === null ? (
            <Button kind="text" onClick={() => void reveal()}>
              {say('reveal')}
            </Button>
          ) : null}
        </dd>
        <dt>{say('status')}</dt>
        <dd>
          <State row={view} />
        </dd>
      </dl>
    </section>
  );
}

function Acts({ view }: { readonly view: AccountView }): ReactElement {
  const say = useTexts(administrationTexts);
  const act = useAct();
  const [password, setPassword] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const { id, version, status } = view;
  const params = { id };
  const turn = (next: AccountRow['status']): Promise<void> => {
    const body = { version, set: { status: next } };
    return act(() => callApi(administrationContract.changeAccount, { params, body }), say('saved'));
  };
  const reset = async (): Promise<void> => {
    try {
      const answer = await callApi(administrationContract.resetPassword, { params });
      setPassword(answer.password);
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <section className="me-card">
      <h2>{say('action')}</h2>
      <Button onClick={() => setEditing(true)}>{say('edit')}</Button>
      <ConfirmButton
        kind="usual"
        title={say('resetTitle')}
        hint={say('resetHint')}
        onConfirm={reset}
      >
        {say('reset')}
      </ConfirmButton>
      {password ? (
        <p role="status">
          {say('firstPassword')} <code className="enrol-secret">{password}</code>
        </p>
      ) : null}
      {status === 'active' ? (
        <ConfirmButton
          title={say('disableTitle')}
          hint={say('disableHint')}
          onConfirm={() => turn('disabled')}
        >
          {say('disable')}
        </ConfirmButton>
      ) : (
        <Button onClick={() => void turn('active')}>{say('enable')}</Button>
      )}
      {editing ? <Edit view={view} onClose={() => setEditing(false)} /> : null}
    </section>
  );
}

function Edit(props: { readonly view: AccountView; readonly onClose: () => void }): ReactElement {
  const { view, onClose } = props;
  const say = useTexts(administrationTexts);
  const client = useQueryClient();
  return (
    <Dialog title={say('edit')} onClose={onClose}>
      <FieldForm
        name={`account/${view.id}`}
        label={say('edit')}
        fields={[
          { name: 'name', label: say('name'), kind: 'text', required: true },
          { name: 'phone', label: say('phone'), kind: 'text', hint: view.phone ?? '' },
        ]}
        initial={{ name: view.name, phone: null }}
        prefix="set."
        onCancel={onClose}
        valuesOf={(current) => ({ name: String((current as AccountRow).name), phone: null })}
        submit={async ({ name, phone }, current) => {
          const version = (current as AccountRow | null)?.version ?? view.version;
          // An empty telephone number keeps the one that is there: it is not shown whole.
          const set = { name: String(name ?? ''), ...(phone ? { phone: String(phone) } : {}) };
          const given = { params: { id: view.id }, body: { version, set } };
          await callApi(administrationContract.changeAccount, given);
        }}
        onDone={() => {
          toast.good(say('saved'));
          onClose();
          void client.invalidateQueries();
        }}
      />
    </Dialog>
  );
}

function Factor({ view }: { readonly view: AccountView }): ReactElement {
  const say = useTexts(administrationTexts);
  const act = useAct();
  const params = { id: view.id };
  return (
    <section className="me-card">
      <h2>{say('action')}</h2>
      <ConfirmButton
        title={say('clearFactorTitle')}
        onConfirm={() =>
          act(() => callApi(administrationContract.clearSecondFactor, { params }), say('saved'))
        }
      >
        {say('clearFactor')}
      </ConfirmButton>
    </section>
  );
}

export { AccountPage as page };
