import { type ReactElement, useState } from 'react';
import { asProblem } from '../../../ui/api/problem.ts';
import { Button } from '../../../ui/dialog.tsx';
import { FieldInput, type FormField } from '../../../ui/form/field-input.tsx';
import { type Faults, faultsFrom, faultsOf } from '../../../ui/form/state.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { identityTexts } from './texts.ts';

type Secrets = Readonly<Record<string, string>>;

interface SecretFormProps {
  readonly label: string;
  readonly fields: readonly FormField[];
  readonly submitText: string;
  readonly submit: (values: Secrets) => Promise<unknown>;
  /** What the form itself sees before anything is sent. */
  readonly check?: (values: Secrets) => Faults;
}

/** A form of what nobody may keep: no draft, and emptied when it was refused. */
export function SecretForm(props: SecretFormProps): ReactElement {
  const { label, fields, submitText } = props;
  const say = useTexts(identityTexts);
  const words = useWords();
  const { values, faults, busy, set, send } = useSecrets(props);
  const whole = faults[''];
  return (
    <form
      className="secret-form"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {whole ? (
        <p className="form-fault" role="alert">
          {words(whole)}
        </p>
      ) : null}
      {fields.map((field) => {
        const fault = faults[field.name];
        return (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? null}
            fault={fault ? words(fault) : null}
            onChange={(value) => set(field.name, String(value ?? ''))}
          />
        );
      })}
      <Button kind="main" type="submit" disabled={busy}>
        {busy ? say('working') : submitText}
      </Button>
    </form>
  );
}

function useSecrets({ fields, submit, check }: SecretFormProps) {
  const [values, setValues] = useState<Secrets>({});
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    const found = { ...faultsOf(fields, values, null), ...check?.(values) };
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await submit(values);
      setValues({});
    } catch (error) {
      const names = fields.map(({ name }) => name);
      setFaults(faultsFrom(asProblem(error), names, ''));
      setValues(values.name === undefined ? {} : { name: values.name });
    } finally {
      setBusy(false);
    }
  };
  const set = (name: string, value: string): void => setValues({ ...values, [name]: value });
  return { values, faults, busy, set, send };
}
