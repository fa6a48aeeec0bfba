import { type ReactElement, useState } from 'react';
import { securityValues } from '../../../law/security.ts';
import { callApi } from '../../../ui/api/call.ts';
import type { FormField } from '../../../ui/form/field-input.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { identityContract } from '../contract.ts';
import type { Me } from '../model.ts';
import { SecretForm } from './secret-form.tsx';
import { identityTexts } from './texts.ts';

interface StepProps {
  readonly onMe: (me: Me) => void;
}

const useCodeField = (): FormField => {
  const say = useTexts(identityTexts);
  const fixed = { kind: 'text', required: true, autoComplete: 'one-time-code' } as const;
  return { name: 'code', label: say('code'), ...fixed };
};

export function NameAndPassword({ onMe }: StepProps): ReactElement {
  const say = useTexts(identityTexts);
  const fields: readonly FormField[] = [
    ...([{ name: 'name', label: say('name'), kind: 'text', autoComplete: 'username' }] as const),
    {
      ...{ name: 'password', label: say('password'), kind: 'password' },
      autoComplete: 'current-password',
    },
  ];
  return (
    <SecretForm
      label={say('signInTitle')}
      fields={fields.map((field) => ({ ...field, required: true }))}
      submitText={say('signIn')}
      submit={async ({ name = '', password = '' }) =>
        onMe(await callApi(identityContract.signIn, { body: { name, password } }))
      }
    />
  );
}

export function CodeStep({ onMe }: StepProps): ReactElement {
  const say = useTexts(identityTexts);
  return (
    <SecretForm
      label={say('codeTitle')}
      fields={[useCodeField()]}
      submitText={say('confirm')}
      submit={async ({ code = '' }) =>
        onMe(await callApi(identityContract.giveCode, { body: { code } }))
      }
    />
  );
}

/** The new password twice; the policy is the server's. */
export function PasswordStep({ onMe }: StepProps): ReactElement {
  const say = useTexts(identityTexts);
  const field = (name: string, label: string, autoComplete: string): FormField => ({
    ...{ name, label, autoComplete },
    ...{ kind: 'password', required: true },
  });
  const { passwordLength, passwordKinds, passwordDays, passwordsRefused } = securityValues;
  const rule = { length: passwordLength, kinds: passwordKinds, days: passwordDays };
  const differs = identityTexts.words.differs;
  return (
    <SecretForm
      label={say('changePassword')}
      fields={[
        field('current', say('current'), 'current-password'),
        {
          ...field('next', say('next'), 'new-password'),
          hint: say('rule', { ...rule, last: passwordsRefused }),
        },
        field('again', say('again'), 'new-password'),
      ]}
      submitText={say('changePassword')}
      check={({ next, again }) => (again !== undefined && again !== next ? { again: differs } : {})}
      submit={async ({ current = '', next = '' }) =>
        onMe(await callApi(identityContract.changePassword, { body: { current, next } }))
      }
    />
  );
}

/** The password, then the picture, then a code of it. */
export function EnrolStep({ onMe }: StepProps): ReactElement {
  const say = useTexts(identityTexts);
  const [shown, show] = useState<{ secret: string; image: string } | null>(null);
  const code = useCodeField();
  const label = say('password');
  if (!shown) {
    return (
      <SecretForm
        label={say('enrolTitle')}
        fields={[
          {
            ...{ name: 'password', label, kind: 'password', required: true },
            autoComplete: 'current-password',
          },
        ]}
        submitText={say('enrolBegin')}
        submit={async ({ password = '' }) =>
          show(await callApi(identityContract.enrol, { body: { password } }))
        }
      />
    );
  }
  return (
    <>
      <p>{say('enrolScan')}</p>
      <img className="enrol-image" src={shown.image} alt={say('enrolImage')} />
      <p>
        {say('secret')} <code className="enrol-secret">{shown.secret}</code>
      </p>
      <SecretForm
        label={say('enrolTitle')}
        fields={[code]}
        submitText={say('confirm')}
        submit={async ({ code: given = '' }) =>
          onMe(await callApi(identityContract.confirmEnrolment, { body: { code: given } }))
        }
      />
    </>
  );
}
