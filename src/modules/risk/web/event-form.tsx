import { type ReactElement, useState } from 'react';
import type { AnswerOf } from '../../../kernel/endpoint.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { RiskEvent } from '../answers-contract.ts';
import { riskContract } from '../contract.ts';
import { levelNames } from '../model.ts';
import { grade } from '../rules/grading.ts';
import { LevelChip } from './chips.tsx';
import { type PointForm, textOf } from './point-forms.tsx';
import { riskTexts } from './texts.ts';

type Methods = AnswerOf<typeof riskContract.riskMethods>;
const FACTORS = ['likelihood', 'exposure', 'severity'] as const;

/** Grades an event: the working is shown while the values are chosen. */
export function EventForm(props: PointForm & { readonly event: RiskEvent | null }): ReactElement {
  const say = useTexts(riskTexts);
  const methods = useApi(riskContract.riskMethods, {});
  const title = say(props.event ? 'gradeAgain' : 'addEvent');
  return (
    <Dialog title={title} onClose={props.onClose} wide>
      <Answered of={methods}>{(data) => <Form {...props} methods={data} />}</Answered>
    </Dialog>
  );
}

const shown = (value: number | null): string | null => (value === null ? null : String(value));
const numberOf = (value: Values[string] | undefined): number | null =>
  value === null || value === undefined || value === '' ? null : Number(value);

function startOf(event: RiskEvent | null): Values {
  return {
    ...{ name: event?.name ?? null, cause: event?.cause ?? null },
    ...{ consequence: event?.consequence ?? null, method: event?.method ?? 'ls' },
    likelihood: shown(event?.likelihood ?? null),
    exposure: shown(event?.exposure ?? null),
    severity: shown(event?.severity ?? null),
    ...{ direct: event?.direct ?? null, residual: event?.residual ?? null },
  };
}

function Form(
  props: PointForm & { readonly event: RiskEvent | null; readonly methods: Methods },
): ReactElement {
  const { risk, event, methods, onClose } = props;
  const say = useTexts(riskTexts);
  const [initial] = useState(() => startOf(event));
  const [values, take] = useState(initial);
  const create = useWrite(riskContract.newEvent);
  const edit = useWrite(riskContract.editEvent);
  const fields = useFields(methods, textOf(values.method));
  const { id } = risk.row;
  return (
    <FieldForm
      name={`risk/${id}/event/${event?.id ?? 'new'}`}
      label={say('grade')}
      fields={fields}
      initial={initial}
      onDraft={take}
      submitText={say('grade')}
      onCancel={onClose}
      onDone={onClose}
      submit={async (given) => {
        const body = {
          ...{ version: risk.version, name: textOf(given.name) ?? '' },
          ...{ cause: textOf(given.cause), consequence: textOf(given.consequence) },
          method: given.method === 'lec' ? ('lec' as const) : ('ls' as const),
          likelihood: numberOf(given.likelihood) ?? 0,
          exposure: numberOf(given.exposure),
          severity: numberOf(given.severity) ?? 0,
          direct: textOf(given.direct),
          residual: levelNames.find((level) => level === given.residual) ?? null,
        };
        if (event) await edit.mutateAsync({ params: { id, record: event.id }, body });
        else await create.mutateAsync({ params: { id }, body });
        toast.good(say('saved'));
      }}
    >
      <Working methods={methods} values={values} />
    </FieldForm>
  );
}

/** The fields of the chosen method, each value with its words. */
function useFields(methods: Methods, chosen: string | null): readonly FormField[] {
  const say = useTexts(riskTexts);
  const words = useWords();
  const method = methods.methods.find(({ id }) => id === chosen);
  const factors = FACTORS.flatMap((key): FormField[] => {
    const factor = method?.factors.find((each) => each.key === key);
    if (!factor) return [];
    const options = factor.values.map(({ value, text }) => ({
      value: String(value),
      label: say('option', { value, text: words(text) }),
    }));
    const label = say('factor', { letter: factor.letter, name: words(factor.name) });
    return [{ name: key, label, kind: 'select', required: true, options }];
  });
  return [
    { name: 'name', label: say('eventName'), kind: 'text', required: true },
    { name: 'cause', label: say('cause'), kind: 'area' },
    { name: 'consequence', label: say('consequence'), kind: 'text' },
    {
      ...{ name: 'method', label: say('method'), kind: 'select', required: true },
      options: methods.methods.map(({ id, name }) => ({ value: id, label: words(name) })),
    },
    ...factors,
    {
      ...{ name: 'direct', label: say('direct'), kind: 'select', hint: say('directHint') },
      options: methods.direct.map(({ code, text }) => ({ value: code, label: words(text) })),
    },
    {
      ...{ name: 'residual', label: say('residual'), kind: 'select' },
      options: levelNames.map((level) => ({ value: level, label: say(level) })),
    },
  ];
}

function Working(props: { readonly methods: Methods; readonly values: Values }): ReactElement {
  const { methods, values } = props;
  const say = useTexts(riskTexts);
  const words = useWords();
  const done = grade(
    methods,
    textOf(values.method) ?? '',
    {
      likelihood: numberOf(values.likelihood),
      exposure: numberOf(values.exposure),
      severity: numberOf(values.severity),
    },
    textOf(values.direct),
  );
  return (
    <section className="risk-card risk-live" aria-label={say('working')} aria-live="polite">
      <h3>{say('working')}</h3>
      {done.ok ? (
        <>
          <LevelChip level={done.value.level} />
          <ol className="risk-working">
            {done.value.working.map((line) => (
              <li key={line.en}>{words(line)}</li>
            ))}
          </ol>
        </>
      ) : (
        <p className="muted">{say('workingSoon')}</p>
      )}
      {methods.confidence === 'verified' ? null : (
        <p className="muted">{say('recalledHint', { standard: methods.standard })}</p>
      )}
    </section>
  );
}
