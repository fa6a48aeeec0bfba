import { type ReactElement, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField as Shown } from '../../../ui/form/field-input.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { type Form, registryContract } from '../contract.ts';
import type { Field, FormField } from '../model.ts';
import { askedFields, filledFrom } from '../rules/asked.ts';
import { useFormFields } from './form-fields.ts';
import { pathOf } from './paths.ts';
import { registryTexts } from './texts.ts';
import { fieldValue, rawValue } from './values.ts';

type Settled = Readonly<Record<string, string>>;

/** The form of a new record, in a dialog; opens the record when it is there. */
export function NewRecord(props: {
  readonly type: string;
  /** Whose it is; null: it stands alone. */
  readonly enterprise: string | null;
  /** What is on file of the enterprise. */
  readonly file?: readonly Field[];
  /** Values that are settled and not asked; the page stays where it is. */
  readonly settled?: Settled;
  readonly onClose: () => void;
}): ReactElement {
  const { type, enterprise, settled, onClose } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const form = useApi(registryContract.newForm, { params: { type } });
  const title = form.data ? words(form.data.typeName).split(/[;,]/)[0] : '';
  return (
    <Dialog title={say('addOf', { what: title ?? '' })} onClose={onClose} wide>
      <Answered of={form}>
        {(data) => (
          <Filled
            form={{ ...data, fields: [...filledFrom(data.fields, props.file ?? [])] }}
            enterprise={enterprise}
            settled={settled ?? null}
            onClose={onClose}
          />
        )}
      </Answered>
    </Dialog>
  );
}

/** The form of a record that stands, filled. */
export function EditRecord(props: {
  readonly type: string;
  readonly id: string;
  readonly enterprise: string | null;
  readonly onClose: () => void;
}): ReactElement {
  const { type, id, enterprise, onClose } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  // What is shown is what is edited: asked for anew, and not renewed under the hands.
  const form = useApi(registryContract.editForm, { params: { type, id } }, { topics: [] });
  const title = form.data ? words(form.data.typeName).split(/[;,]/)[0] : '';
  return (
    <Dialog title={say('editOf', { what: title ?? '' })} onClose={onClose} wide>
      <Answered of={form}>
        {(data) => <Filled form={data} enterprise={enterprise} settled={null} onClose={onClose} />}
      </Answered>
    </Dialog>
  );
}

/** Values that differ from what the form arrived with, as the ledger has them. */
function setOf(fields: readonly FormField[], initial: Values, values: Values) {
  const changed = fields.filter(({ name }) => (values[name] ?? null) !== (initial[name] ?? null));
  return Object.fromEntries(
    changed.map((field) => [field.name, rawValue(field, values[field.name] ?? null)]),
  );
}

interface Current {
  readonly version: number;
  readonly values: readonly { readonly name: string; readonly value: FormField['value'] }[];
}

function Filled(props: {
  readonly form: Form;
  readonly enterprise: string | null;
  readonly settled: Settled | null;
  readonly onClose: () => void;
}): ReactElement {
  const { enterprise, settled, onClose } = props;
  const say = useTexts(registryTexts);
  const navigate = useNavigate();
  const [form] = useState(props.form);
  const create = useWrite(registryContract.createRecord);
  const edit = useWrite(registryContract.editRecord);
  const { type, id, version } = form;
  const fields = askedFields(form.fields, enterprise !== null).filter(
    ({ name }) => !Object.hasOwn(settled ?? {}, name),
  );
  const initial = Object.fromEntries(fields.map((field) => [field.name, fieldValue(field)]));
  const extra: Shown[] = [
    ...(form.asksId
      ? [{ name: 'id', label: say('code'), kind: 'text', required: true } as const]
      : []),
  ];
  const since: Shown = { name: 'at', label: say('since'), kind: 'date', hint: say('sinceHint') };
  const shown = useFormFields(fields, enterprise);
  const submit = async (values: Values, current: unknown): Promise<void> => {
    // Of a new record what arrived filled is stated as well.
    const set = setOf(fields, id === null ? {} : initial, values);
    const at = values.at ? { at: String(values.at) } : {};
    if (id === null) {
      const own = enterprise === null ? {} : { enterprise };
      const named = form.asksId ? { id: String(values.id ?? '').trim() } : {};
      const body = { ...named, ...at, set: { ...set, ...own, ...settled } };
      const made = await create.mutateAsync({ params: { type }, body });
      if (settled === null) void navigate(pathOf(made.type, made.id));
    } else {
      const on = (current as Current | null)?.version ?? version;
      await edit.mutateAsync({ params: { type, id }, body: { version: on, ...at, set } });
    }
    toast.good(say('saved'));
  };
  return (
    <FieldForm
      name={`${type}/${id ?? `new-${Object.values(settled ?? {})[0] ?? enterprise ?? ''}`}`}
      label={say(id === null ? 'add' : 'edit')}
      fields={[...extra, ...shown, since]}
      initial={{ ...initial, at: null, ...(form.asksId ? { id: null } : {}) }}
      prefix="set."
      submit={submit}
      onDone={onClose}
      onCancel={onClose}
      valuesOf={(current) => theirs(fields, current as Current)}
    />
  );
}

/** What somebody else made of the same fields. */
function theirs(fields: readonly FormField[], current: Current | undefined): Values | null {
  if (!current?.values) return null;
  const values = new Map(current.values.map(({ name, value }) => [name, value]));
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      fieldValue({ ...field, value: values.get(field.name) ?? null }),
    ]),
  );
}
