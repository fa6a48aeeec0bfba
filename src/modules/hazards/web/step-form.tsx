import type { ReactElement } from 'react';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { FieldValue, Values } from '../../../ui/form/state.ts';
import { Loading } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { HazardField } from '../contract.ts';
import { useAccountDraft } from './drafts.ts';
import { hazardsTexts } from './texts.ts';

/** A form of the loop: its fields as the table has them, its draft kept with the account. */
export function StepForm(props: {
  readonly draft: string;
  readonly label: string;
  readonly submitText: string;
  readonly fields: readonly HazardField[];
  readonly reason: boolean;
  readonly send: (
    set: Readonly<Record<string, FieldValue>>,
    reason: string | null,
  ) => Promise<unknown>;
  readonly onDone?: () => void;
}): ReactElement {
  const { draft, label, fields, reason, send, onDone } = props;
  const say = useTexts(hazardsTexts);
  const shown = useShown(fields, reason);
  const kept = useAccountDraft(draft);
  if (!kept.ready) return <Loading />;
  const initial = Object.fromEntries(fields.map(({ name, value }) => [name, value as FieldValue]));
  const submit = async (values: Values): Promise<void> => {
    kept.hold();
    const set = Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? null]));
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

function useShown(fields: readonly HazardField[], reason: boolean): readonly FormField[] {
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
      ...(options
        ? { options: options.map((each) => ({ value: each.value, label: words(each.label) })) }
        : {}),
    }),
  );
  if (!reason) return shown;
  return [...shown, { name: 'reason', label: say('reason'), kind: 'area', required: true }];
}
