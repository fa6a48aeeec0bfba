import type { ReactElement } from 'react';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import { type FieldValue, filesIn, type Values } from '../../../ui/form/state.ts';
import { Loading } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { fileSource } from '../../files/web/index.ts';
import type { HazardField } from '../contract.ts';
import { MOST_FILES } from '../model.ts';
import { useAccountDraft } from './drafts.ts';
import { hazardsTexts } from './texts.ts';

/** A form of the loop: its fields as the table has them, its draft kept with the account. */
export function StepForm(props: {
  readonly draft: string;
  readonly label: string;
  readonly submitText: string;
  readonly fields: readonly HazardField[];
  readonly reason: boolean;
  /** The record that names the files that stand there: `hazard/HZ-1`. */
  readonly of?: string;
  readonly send: (
    set: Readonly<Record<string, HazardField['value']>>,
    reason: string | null,
  ) => Promise<unknown>;
  readonly onDone?: () => void;
}): ReactElement {
  const { draft, label, fields, reason, send, onDone } = props;
  const say = useTexts(hazardsTexts);
  const shown = useShown(fields, reason, props.of);
  const kept = useAccountDraft(draft);
  if (!kept.ready) return <Loading />;
  const initial = Object.fromEntries(fields.map(({ name, value }) => [name, flat(value)]));
  const submit = async (values: Values): Promise<void> => {
    kept.hold();
    const set = Object.fromEntries(
      fields.map((field) => [field.name, sent(field, values[field.name] ?? null)]),
    );
    const why = values.reason;
    try {
      await send(set, typeof why === 'string' && why !== '' ? why : null);
    } catch (error) {
      kept.keep(values);
      throw error;
    }
  };
  return (
    <>
      <FieldForm
        name={`hazards/${draft}`}
        label={label}
        fields={shown}
        initial={{ ...initial, ...(reason ? { reason: null } : {}) }}
        restored={kept.values}
        onDraft={kept.keep}
        prefix="set."
        submit={submit}
        submitText={props.submitText}
        {...(onDone ? { onDone } : {})}
      />
      {kept.savedAt ? (
        <p className="muted">
          {say('draftOn', { time: kept.savedAt.slice(0, 16).replace('T', ' ') })}
        </p>
      ) : null}
    </>
  );
}

/** Several files are one value of a form. */
const flat = (value: HazardField['value']): FieldValue =>
  Array.isArray(value) ? value.join(',') : value;

function sent({ kind, value: before }: HazardField, value: FieldValue): HazardField['value'] {
  if (kind !== 'files') return value;
  const ids = filesIn(value);
  // What was not touched is what it was.
  if (ids.join() === filesIn(flat(before)).join()) return before;
  return ids.length > 0 ? [...ids] : null;
}

function useShown(
  fields: readonly HazardField[],
  reason: boolean,
  of: string | undefined,
): readonly FormField[] {
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const shown = fields.map(
    ({ name, label, kind, required, hint, unit, options }): FormField => ({
      name,
      label: words(label),
      kind,
      required,
      ...(hint ? { hint: words(hint) } : {}),
      ...(unit ? { unit } : {}),
      ...(kind === 'files' ? { files: fileSource(MOST_FILES, of) } : {}),
      ...(options
        ? { options: options.map((each) => ({ value: each.value, label: words(each.label) })) }
        : {}),
    }),
  );
  if (!reason) return shown;
  return [...shown, { name: 'reason', label: say('reason'), kind: 'area', required: true }];
}
