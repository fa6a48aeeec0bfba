import type { ReactElement } from 'react';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import { type FieldValue, filesIn, type Values } from '../../../ui/form/state.ts';
import { Loading } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { HazardField } from '../contract.ts';
import { useAccountDraft } from './drafts.ts';
import { type About, specialOf } from './fields.tsx';
import { hazardsTexts } from './texts.ts';

/** A form of the loop: its fields as the table has them, its draft kept with the account. */
export function StepForm(props: {
  readonly draft: string;
  readonly label: string;
  readonly submitText: string;
  readonly fields: readonly HazardField[];
  readonly reason: boolean;
  readonly about: About;
  readonly send: (
    set: Readonly<Record<string, HazardField['value']>>,
    reason: string | null,
  ) => Promise<unknown>;
  readonly onDone?: () => void;
}): ReactElement {
  const { draft, label, fields, reason, send, onDone } = props;
  const say = useTexts(hazardsTexts);
  const shown = useShown(fields, reason, props.about);
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
  about: About,
): readonly FormField[] {
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const shown = fields.map((field): FormField => {
    const { name, label, kind, required, hint, unit, options } = field;
    return {
      ...{ name, label: words(label), kind, required },
      ...(hint ? { hint: words(hint) } : {}),
      ...(unit ? { unit } : {}),
      ...(options
        ? { options: options.map((each) => ({ value: each.value, label: words(each.label) })) }
        : {}),
      ...specialOf(field, about),
    };
  });
  if (!reason) return shown;
  return [...shown, { name: 'reason', label: say('reason'), kind: 'area', required: true }];
}
