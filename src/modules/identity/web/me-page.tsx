import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Button, ConfirmButton } from '../../../ui/dialog.tsx';
import { FieldInput } from '../../../ui/form/field-input.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { identityContract } from '../contract.ts';
import type { Me, SessionRow } from '../model.ts';
import { EnrolStep, PasswordStep } from './steps.tsx';
import { takeDisplay } from './system.ts';
import { identityTexts } from './texts.ts';
import './identity.css';

/** P06: what is one's own: account, password, second factor, sessions, how pages are shown. */
function MePage(): ReactElement {
  const say = useTexts(identityTexts);
  const me = useApi(identityContract.me, {});
  return (
    <>
      <h1>{say('meTitle')}</h1>
      <Answered of={me}>
        {(data) => (
          <div className="me-grid">
            <About me={data} />
            <Display me={data} />
            <Password />
            <Factor me={data} />
            <Sessions />
          </div>
        )}
      </Answered>
    </>
  );
}

function About({ me }: { readonly me: Me }): ReactElement {
  const say = useTexts(identityTexts);
  const words = useWords();
  return (
    <section className="me-card">
      <h2>{say('about')}</h2>
      <dl className="facts">
        <dt>{say('person')}</dt>
        <dd>{say('unlockAs', { name: me.name, login: me.login })}</dd>
        <dt>{say('organisation')}</dt>
        <dd>{me.organisation}</dd>
        <dt>{say('roles')}</dt>
        <dd>{me.roles.length === 0 ? say('noRoles') : me.roles.map(words).join(say('between'))}</dd>
        <dt>{say('scope')}</dt>
        <dd>
          {me.scope.length === 0 ? words(me.scopeText) : me.scope.map(words).join(say('between'))}
        </dd>
      </dl>
    </section>
  );
}

function Display({ me }: { readonly me: Me }): ReactElement {
  const say = useTexts(identityTexts);
  const change = useWrite(identityContract.changeMe);
  const save = async (body: Partial<Pick<Me, 'locale' | 'typeSize'>>): Promise<void> => {
    try {
      takeDisplay(await change.mutateAsync({ body }));
    } catch (error) {
      toast.bad(error);
    }
  };
  const options = (values: readonly (readonly [string, string])[]) =>
    values.map(([value, label]) => ({ value, label }));
  return (
    <section className="me-card">
      <h2>{say('display')}</h2>
      <FieldInput
        field={{
          ...{ name: 'locale', label: say('language'), kind: 'select' },
          options: options([
            ['zh', say('chinese')],
            ['en', say('english')],
          ]),
        }}
        value={me.locale}
        fault={null}
        onChange={(value) => void save({ locale: value === 'en' ? 'en' : 'zh' })}
      />
      <FieldInput
        field={{
          ...{ name: 'typeSize', label: say('typeSize'), kind: 'select' },
          options: options([
            ['standard', say('standard')],
            ['large', say('large')],
          ]),
        }}
        value={me.typeSize}
        fault={null}
        onChange={(value) => void save({ typeSize: value === 'large' ? 'large' : 'standard' })}
      />
    </section>
  );
}

function Password(): ReactElement {
  const say = useTexts(identityTexts);
  const client = useQueryClient();
  return (
    <section className="me-card">
      <h2>{say('changePassword')}</h2>
      <PasswordStep
        onMe={() => {
          toast.good(say('changed'));
          void client.invalidateQueries();
        }}
      />
    </section>
  );
}

function Factor({ me }: { readonly me: Me }): ReactElement {
  const say = useTexts(identityTexts);
  const client = useQueryClient();
  const [setting, setSetting] = useState(false);
  const { enrolled } = me.secondFactor;
  return (
    <section className="me-card">
      <h2>{say('factor')}</h2>
      <dl className="facts">
        <dt>{say('factor')}</dt>
        <dd>
          {say(enrolled ? 'factorOn' : 'factorOff')}
          {me.demo ? ` · ${say('factorWaived')}` : ''}
        </dd>
        <dt>{say('passwordUntil')}</dt>
        <dd>{me.passwordUntil ?? say('noAge')}</dd>
      </dl>
      {setting ? (
        <EnrolStep
          onMe={() => {
            setSetting(false);
            toast.good(say('enrolled'));
            void client.invalidateQueries();
          }}
        />
      ) : (
        <Button onClick={() => setSetting(true)}>
          {say(enrolled ? 'renewFactor' : 'enrolTitle')}
        </Button>
      )}
    </section>
  );
}

const time = (text: string): string => text.slice(0, 16).replace('T', ' ');

function Sessions(): ReactElement {
  const say = useTexts(identityTexts);
  const sessions = useApi(identityContract.sessions, {});
  return (
    <section className="me-card me-wide">
      <h2>{say('sessions')}</h2>
      <p className="muted">{say('sessionsHint')}</p>
      <Answered of={sessions}>
        {({ rows }) => (
          <div className="scrolls">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{say('sessionAt')}</th>
                  <th scope="col">{say('sessionSeen')}</th>
                  <th scope="col">{say('sessionFrom')}</th>
                  <th scope="col">{say('sessionAgent')}</th>
                  <th scope="col">{say('sessionAct')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <OneSession key={row.id} row={row} onEnded={sessions.refetch} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
    </section>
  );
}

function OneSession(props: {
  readonly row: SessionRow;
  readonly onEnded: () => unknown;
}): ReactElement {
  const { row, onEnded } = props;
  const say = useTexts(identityTexts);
  const end = async (): Promise<void> => {
    try {
      await callApi(identityContract.endSession, { params: { id: row.id } });
      toast.good(say('ended'));
    } catch (error) {
      toast.bad(error);
    }
    onEnded();
  };
  return (
    <tr>
      <td>{time(row.madeAt)}</td>
      <td>{time(row.seenAt)}</td>
      <td>{row.ip}</td>
      <td>{row.agent}</td>
      <td>
        {row.current ? (
          say('thisSession')
        ) : (
          <ConfirmButton title={say('endSessionTitle')} onConfirm={end}>
            {say('endSession')}
          </ConfirmButton>
        )}
      </td>
    </tr>
  );
}

export { MePage as page };
