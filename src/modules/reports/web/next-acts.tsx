import { type ReactElement, useState } from 'react';
import { Navigate } from 'react-router';
import { useWrite } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { FieldValue, Values } from '../../../ui/form/state.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { pickOf } from '../../registry/web/index.ts';
import type { CaseGiven, ReportNext, ReportWhole } from '../contract.ts';
import { reportsContract } from '../contract.ts';
import { RewardCase } from './reward-case.tsx';
import { reportsTexts } from './texts.ts';

/** The step that is next, open as a form; the others behind buttons; what he may not, with why. */
export function NextActs(props: { readonly report: ReportWhole }): ReactElement {
  const { report } = props;
  const say = useTexts(reportsTexts);
  const words = useWords();
  const { asOf } = useAsOf();
  const mine = report.next.filter(({ may }) => may);
  const others = report.next.filter(({ may }) => !may);
  const [chosen, choose] = useState(mine[0]?.act ?? null);
  const [gone, setGone] = useState(false);
  const open = mine.find(({ act }) => act === chosen);
  if (gone) return <Navigate to="/tips" replace />;
  return (
    <section className="reports-card" aria-label={say('next')}>
      <h2>{say('next')}</h2>
      {mine.length === 0 ? (
        <p className="muted">{say(asOf === null ? 'nothing' : 'past')}</p>
      ) : (
        <div className="reports-acts">
          {mine.map(({ act, title }) => (
            <Button key={act} kind={act === chosen ? 'main' : 'usual'} onClick={() => choose(act)}>
              {words(title)}
            </Button>
          ))}
        </div>
      )}
      {open ? (
        <Step key={open.act} report={report} step={open} onGone={() => setGone(true)} />
      ) : null}
      {others.length > 0 ? (
        <details>
          <summary>{say('notNow')}</summary>
          <ul>
            {others.map(({ act, title, why }) => (
              <li key={act}>
                {say('named', { name: words(title), value: why ? words(why) : '' })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Step(props: {
  readonly report: ReportWhole;
  readonly step: ReportNext;
  readonly onGone: () => void;
}): ReactElement {
  const { report, step, onGone } = props;
  const say = useTexts(reportsTexts);
  const words = useWords();
  const write = useWrite(reportsContract.actOnReport);
  const [reward, setReward] = useState<CaseGiven>({});
  const { id } = report.row;
  const what = words(step.title);
  const fields = useShown(step);
  const initial = Object.fromEntries(
    step.fields.map(({ name, value }) => [name, value as FieldValue]),
  );
  const send = async ({ told, ...values }: Values): Promise<void> => {
    const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    const text = typeof told === 'string' && told !== '' ? told : null;
    const body = { act: step.act, version: report.version, set, told: text, reward };
    const { gone } = await write.mutateAsync({ params: { id }, body });
    toast.good(gone ? say('gone') : say('done', { what }));
    if (gone) onGone();
  };
  return (
    <>
      {step.act === 'reward' ? <RewardCase report={report} onWorked={setReward} /> : null}
      <FieldForm
        name={`tips/${id}/${step.act}`}
        label={what}
        fields={fields}
        initial={initial}
        prefix="set."
        submit={send}
        submitText={say('confirm', { what })}
      />
    </>
  );
}

function useShown({ fields }: ReportNext): readonly FormField[] {
  const words = useWords();
  return fields.map(({ name, label, kind, required, hint, options }) => ({
    ...{ name, required, label: words(label) },
    ...(name === 'enterprise' ? { kind: 'picker', pick: pickOf('enterprise', null) } : { kind }),
    ...(hint ? { hint: words(hint) } : {}),
    ...(options
      ? { options: options.map((each) => ({ value: each.value, label: words(each.label) })) }
      : {}),
  }));
}
