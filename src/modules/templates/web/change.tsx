import { type ReactElement, useState } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useWrite } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { templatesContract } from '../contract.ts';
import type { Parts } from '../model.ts';
import { partNames } from '../model.ts';
import { templatesTexts } from './texts.ts';

type Layout = Answer<typeof templatesContract.layout>;

/** Parts that follow from the division's name where nothing is set. */
const NAMED = new Set(['letterhead', 'reminderCode', 'circularCode', 'signer']);

const textOf = (value: Values[string] | undefined): string =>
  typeof value === 'string' ? value : '';

const partsOf = (values: Values): Parts =>
  Object.fromEntries(partNames.map((name) => [name, textOf(values[name])])) as Parts;

/** The parts as they are to be from a day on; what is left empty follows from the division's name. */
export function ChangeLayout(props: {
  readonly layout: Layout;
  readonly onClose: () => void;
}): ReactElement {
  const { layout, onClose } = props;
  const say = useTexts(templatesTexts);
  const { today } = useAsOf();
  const write = useWrite(templatesContract.setLayout);
  const [version, seen] = useState(layout.version);
  const submit = async (values: Values, current: unknown): Promise<void> => {
    const newest = (current as Layout | null)?.version ?? version;
    const note = textOf(values.note);
    await write.mutateAsync({
      params: { division: layout.division.id },
      body: {
        parts: partsOf(values),
        from: textOf(values.from),
        version: newest,
        ...(note === '' ? {} : { note }),
      },
    });
    seen(newest);
    toast.good(say('saved'));
  };
  return (
    <Dialog title={say('changeOf', { name: layout.division.name })} onClose={onClose} wide>
      <FieldForm
        name={`layout/${layout.division.id}`}
        label={say('papers')}
        fields={useFields(layout)}
        initial={{ ...layout.set, from: today, note: '' }}
        submit={submit}
        onDone={onClose}
        onCancel={onClose}
        valuesOf={(current) => ({ ...(current as Layout).set })}
      />
    </Dialog>
  );
}

function useFields({ parts, set }: Layout): readonly FormField[] {
  const say = useTexts(templatesTexts);
  return [
    ...partNames.map((name): FormField => {
      const usual = set[name] === '' && parts[name] !== '' ? `${parts[name]} · ` : '';
      const hint = NAMED.has(name) ? `${usual}${say('emptyHint')}` : say('emptyNone');
      return { name, label: say(name), kind: 'text', hint };
    }),
    { name: 'from', label: say('from'), kind: 'date', required: true },
    { name: 'note', label: say('note'), kind: 'text' },
  ];
}
