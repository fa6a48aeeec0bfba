import { type ReactElement, useState } from 'react';
import { callApi } from '../../../ui/api/call.ts';
import { asProblem } from '../../../ui/api/problem.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { useNumber } from '../../../ui/number-card.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { settingsContract } from '../contract.ts';
import type { ParameterChange, Preview } from '../model.ts';
import { settingsTexts } from './texts.ts';

type One = Answer<typeof settingsContract.parameter>;
type List = Answer<typeof settingsContract.parameters>;

/** How a form names what is for everywhere. */
const EVERYWHERE = 'everywhere';

/** Decide the parameter, for those who may: first what it would change, then the entry. */
export function ChangePart(props: { readonly one: One }): ReactElement {
  const say = useTexts(settingsTexts);
  const { name } = props.one.parameter;
  const list = useApi(settingsContract.parameters, { query: { q: name } });
  const places = list.data?.places ?? [];
  return (
    <section className="card" aria-label={say('change')}>
      <h2>{say('change')}</h2>
      {places.length === 0 ? <p className="muted">{say('mayNot')}</p> : null}
      {places.length > 0 ? <ChangeForm one={props.one} places={places} /> : null}
    </section>
  );
}

interface Tried {
  readonly change: ParameterChange;
  readonly preview: Preview;
}

function ChangeForm(props: { readonly one: One; readonly places: List['places'] }): ReactElement {
  const { one, places } = props;
  const say = useTexts(settingsTexts);
  const { today } = useAsOf();
  const [tried, setTried] = useState<Tried | null>(null);
  const { name } = one.parameter;
  const submit = async (values: Values): Promise<void> => {
    const change = changeOf(values, one.seq);
    const preview = await callApi(settingsContract.previewParameter, {
      params: { name },
      body: change,
    });
    setTried({ change, preview });
  };
  const first = places[0]?.id ?? EVERYWHERE;
  return (
    <>
      <p className="muted">{say('changeHint')}</p>
      <FieldForm
        name={`parameter/${name}`}
        label={say('change')}
        fields={useFields(one, places)}
        initial={{ action: 'set', place: first, value: '', from: today, reason: '' }}
        prefix="body."
        submit={submit}
        submitText={say('preview')}
      />
      {tried ? <Confirm name={name} tried={tried} onClose={() => setTried(null)} /> : null}
    </>
  );
}

function changeOf(values: Values, seq: number | null): ParameterChange {
  const text = (name: string): string => String(values[name] ?? '');
  const place = text('place');
  return {
    value: text('action') === 'clear' ? null : text('value'),
    from: text('from'),
    jurisdiction: place === EVERYWHERE ? null : place,
    reason: text('reason'),
    seq,
  };
}

function useFields({ parameter }: One, places: List['places']): readonly FormField[] {
  const say = useTexts(settingsTexts);
  const words = useWords();
  const { type, choices, choiceNames, shape } = parameter;
  const options = choices.map((value, index) => {
    const named = choiceNames[index];
    return { value, label: named ? words(named) : value };
  });
  const long = type === 'list' || type === 'mapping' || type === 'text';
  return [
    {
      name: 'action',
      label: say('action'),
      kind: 'select',
      required: true,
      options: [
        { value: 'set', label: say('set') },
        { value: 'clear', label: say('clear') },
      ],
    },
    {
      name: 'place',
      label: say('place'),
      kind: 'select',
      required: true,
      options: places.map(({ id, name }) => ({
        value: id ?? EVERYWHERE,
        label: id === null ? say('everywhere') : name,
      })),
    },
    {
      name: 'value',
      label: say('newValue'),
      kind: choices.length > 0 ? 'select' : long ? 'area' : 'text',
      hint: words(shape),
      ...(options.length > 0 ? { options } : {}),
    },
    { name: 'from', label: say('from'), kind: 'date', required: true },
    { name: 'reason', label: say('reason'), kind: 'area', required: true },
  ];
}

/** What would change, and the write itself. */
function Confirm(props: {
  readonly name: string;
  readonly tried: Tried;
  readonly onClose: () => void;
}): ReactElement {
  const { name, tried, onClose } = props;
  const say = useTexts(settingsTexts);
  const number = useNumber();
  const write = useWrite(settingsContract.setParameter);
  const { preview, change } = tried;
  const run = async (): Promise<void> => {
    try {
      await write.mutateAsync({ params: { name }, body: change });
      toast.good(say('written'));
    } catch (error) {
      if (asProblem(error).code === 'conflict') toast.good(say('conflict'));
      else toast.bad(error);
    }
    onClose();
  };
  return (
    <Dialog title={say('previewTitle')} onClose={onClose} wide>
      <p>{say('changes', { count: number(preview.changed), day: preview.asOf })}</p>
      {preview.todos === null ? null : (
        <p>
          {say('todos', {
            opened: number(preview.todos.opened),
            closed: number(preview.todos.closed),
          })}
        </p>
      )}
      {preview.todos !== null ? null : preview.clauses.length === 0 ? (
        <p className="muted">{say('noClauses')}</p>
      ) : (
        <PreviewTable clauses={preview.clauses} />
      )}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{say('cancel')}</Button>
        <Button kind="main" disabled={write.isPending} onClick={() => void run()}>
          {say('confirm')}
        </Button>
      </div>
    </Dialog>
  );
}

function PreviewTable(props: { readonly clauses: Preview['clauses'] }): ReactElement {
  const say = useTexts(settingsTexts);
  const number = useNumber();
  const step = (from: number, to: number): string =>
    say('arrow', { from: number(from), to: number(to) });
  return (
    <table className="settings-table">
      <thead>
        <tr>
          <th scope="col">{say('clause')}</th>
          <th scope="col">{say('changed')}</th>
          <th scope="col">{say('owed')}</th>
          <th scope="col">{say('overdue')}</th>
        </tr>
      </thead>
      <tbody>
        {props.clauses.map(({ id, before, after, changed }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>{number(changed)}</td>
            <td>{step(before.population, after.population)}</td>
            <td>{step(before.overdue, after.overdue)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
