import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import '../kit.css';
import type { ApiProblem } from '../api/problem.ts';
import { asProblem } from '../api/problem.ts';
import { Button } from '../dialog.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useTexts, useWords } from '../texts.ts';
import { ConflictPart } from './conflict.tsx';
import { FieldInput, type FormField } from './field-input.tsx';
import type { Faults, Values } from './state.ts';
import { changed, faultsFrom, faultsOf, keepDraft, keptDraft } from './state.ts';
import { UnsavedGuard } from './unsaved.tsx';

export interface FieldFormProps {
  /** A draft is kept under it: `enterprise/E1`. */
  readonly name: string;
  readonly label: string;
  readonly fields: readonly FormField[];
  readonly initial: Values;
  /** The contract's own schema of these values, checked before anything is sent. */
  readonly schema?: z.ZodType;
  /** What the server's paths of these fields begin with: `set.`. */
  readonly prefix?: string;
  /** `current`: what the server said stands now, after a conflict; its version goes with the write. */
  readonly submit: (values: Values, current: unknown) => Promise<unknown>;
  readonly onDone?: () => void;
  readonly onCancel?: () => void;
  readonly submitText?: string;
  /** The values in what a conflict brought; absent: a conflict is only told. */
  readonly valuesOf?: (current: unknown) => Values | null;
  /** A draft that was kept elsewhere; the tab's own goes before it. */
  readonly restored?: Values | null;
  /** Told of every change, for whoever keeps drafts elsewhere. */
  readonly onDraft?: (values: Values) => void;
  readonly children?: ReactNode;
}

interface Conflict {
  readonly current: unknown;
  readonly values: Values;
}

/** A form that says at the field what to mend, keeps its draft, and never loses it by accident. */
export function FieldForm(props: FieldFormProps): ReactElement {
  const { name, label, fields, onCancel, children } = props;
  const say = useTexts(kitTexts);
  const form = useForm(props);
  const { values, faults, busy, dirty } = form;
  const words = useWords();
  const element = useRef<HTMLFormElement>(null);
  const wrong = Object.keys(faults).length;
  useEffect(() => {
    if (wrong > 0) element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [wrong]);
  return (
    <form
      ref={element}
      className="form"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void form.send(null);
      }}
    >
      <UnsavedGuard on={dirty && !busy} />
      <Notes fields={fields} form={form} />
      <div className="form-fields">
        {fields.map((field) => (
          <FieldInput
            key={`${name}/${field.name}`}
            field={field}
            value={values[field.name] ?? null}
            fault={faults[field.name] ? words(faults[field.name] ?? { zh: '', en: '' }) : null}
            onChange={(value) => form.put({ [field.name]: value })}
            onPut={form.put}
          />
        ))}
      </div>
      {children}
      <div className="form-buttons">
        <Button kind="main" type="submit" disabled={busy}>
          {busy ? say('saving') : (props.submitText ?? say('save'))}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{say('cancel')}</Button> : null}
      </div>
    </form>
  );
}

/** What stands above the fields: a draft that came back, what to mend, a conflict. */
function Notes(props: {
  readonly fields: readonly FormField[];
  readonly form: FormState;
}): ReactElement {
  const { fields, form } = props;
  const { values, faults, conflict, dirty, restored } = form;
  const say = useTexts(kitTexts);
  const words = useWords();
  const wrong = Object.keys(faults).length;
  const whole = faults[''];
  return (
    <>
      {restored && dirty ? (
        <p className="form-note" role="status">
          {say('draftKept')}
          <Button kind="text" onClick={form.drop}>
            {say('dropDraft')}
          </Button>
        </p>
      ) : null}
      {wrong > 0 && !conflict ? (
        <p className="form-fault" role="alert">
          {whole ? words(whole) : say('fix', { count: wrong })}
        </p>
      ) : null}
      {conflict ? (
        <ConflictPart
          fields={fields}
          mine={values}
          theirs={conflict.values}
          onTake={form.drop}
          onKeep={() => void form.send(conflict.current)}
        />
      ) : null}
    </>
  );
}

interface FormState {
  readonly values: Values;
  readonly faults: Faults;
  readonly busy: boolean;
  readonly dirty: boolean;
  readonly restored: boolean;
  readonly conflict: Conflict | null;
  readonly put: (values: Values) => void;
  readonly drop: () => void;
  readonly send: (current: unknown) => Promise<void>;
}

function useForm(props: FieldFormProps): FormState {
  const { name, fields, initial, schema, prefix = '', submit, onDone, valuesOf, onDraft } = props;
  const names = fields.map((field) => field.name);
  const [draft] = useState(() => keptDraft(name, names) ?? props.restored ?? null);
  const [values, setValues] = useState<Values>({ ...initial, ...draft });
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const put = (more: Values): void => {
    const next = { ...values, ...more };
    setValues(next);
    const mended = ['', ...Object.keys(more)];
    setFaults(Object.fromEntries(Object.entries(faults).filter(([at]) => !mended.includes(at))));
    keepDraft(name, next);
    onDraft?.(next);
  };
  const drop = (): void => {
    setValues({ ...initial, ...conflict?.values });
    setFaults({});
    setConflict(null);
    keepDraft(name, null);
  };
  const refused = (problem: ApiProblem): void => {
    const theirs = problem.code === 'conflict' ? (valuesOf?.(problem.current) ?? null) : null;
    if (theirs) setConflict({ current: problem.current, values: theirs });
    setFaults(faultsFrom(problem, names, prefix));
  };
  const send = async (current: unknown): Promise<void> => {
    const found = faultsOf(fields, values, schema ?? null);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setConflict(null);
    try {
      await submit(values, current);
      keepDraft(name, null);
      onDone?.();
    } catch (error) {
      refused(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const dirty = changed(initial, values).length > 0;
  return { values, faults, busy, dirty, restored: draft !== null, conflict, put, drop, send };
}
