import { type ReactElement, useState } from 'react';
import { Navigate } from 'react-router';
import type { AnswerOf } from '../../../kernel/endpoint.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import { Answered, Loading } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { riskContract } from '../contract.ts';
import { riskPath } from './chips.tsx';
import { riskTexts } from './texts.ts';

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export const optionsOf = (rows: readonly { readonly id: string; readonly name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

/** A new risk point, from a typical unit or empty. */
export function NewPoint(props: { readonly onClose: () => void }): ReactElement {
  const { onClose } = props;
  const say = useTexts(riskTexts);
  const words = useWords();
  const [made, setMade] = useState<string | null>(null);
  const library = useApi(riskContract.riskLibrary, {});
  const choices = useApi(riskContract.riskChoices, {});
  const create = useWrite(riskContract.newRisk);
  const fields = useFields(library.data?.units ?? [], choices.data);
  // The form is gone before the page changes: what guards unsaved work would hold it.
  if (made !== null) return <Navigate to={riskPath(made)} />;
  return (
    <Dialog title={say('add')} onClose={onClose} wide>
      <Answered of={library}>
        {({ source, version }) =>
          choices.data ? (
            <>
              <p className="muted">
                {words(source)} · {version}
              </p>
              <FieldForm
                name="risk/new"
                label={say('add')}
                fields={fields}
                initial={{ unit: null, name: null, facility: null, owner: null }}
                submitText={say('add')}
                onCancel={onClose}
                submit={async ({ unit, name, facility, owner }) => {
                  const body = {
                    ...{ unit: textOf(unit), name: textOf(name) ?? '' },
                    ...{ facility: textOf(facility), owner: textOf(owner) },
                  };
                  const { id } = await create.mutateAsync({ body });
                  toast.good(say('made'));
                  setMade(id);
                }}
              />
            </>
          ) : (
            <Loading />
          )
        }
      </Answered>
    </Dialog>
  );
}

type Library = AnswerOf<typeof riskContract.riskLibrary>;
type Choices = AnswerOf<typeof riskContract.riskChoices>;

function useFields(units: Library['units'], choices: Choices | undefined): readonly FormField[] {
  const say = useTexts(riskTexts);
  const words = useWords();
  return [
    {
      ...{ name: 'unit', label: say('addFrom'), kind: 'select', hint: say('addFromHint') },
      options: units.map(({ id, name, level }) => ({
        value: id,
        label: level ? say('unitWord', { name: words(name), level: say(level) }) : words(name),
      })),
    },
    { name: 'name', label: say('pointName'), kind: 'text', required: true },
    {
      ...{ name: 'facility', label: say('facility'), kind: 'select' },
      options: optionsOf(choices?.facilities ?? []),
    },
    {
      ...{ name: 'owner', label: say('owner'), kind: 'select' },
      options: optionsOf(choices?.people ?? []),
    },
  ];
}
