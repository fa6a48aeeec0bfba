import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { HazardField, HazardNext, HazardWhole } from '../contract.ts';
import { hazardsContract } from '../contract.ts';
import { StepForm } from './step-form.tsx';
import { hazardsTexts } from './texts.ts';

/** The step that is next, open as a form; the others behind buttons; what he may not, with why. */
export function NextSteps(props: { readonly hazard: HazardWhole }): ReactElement {
  const { hazard } = props;
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const { asOf } = useAsOf();
  const mine = hazard.next.filter(({ may }) => may);
  const others = hazard.next.filter(({ may, onward }) => !may && onward);
  const [picked, choose] = useState<string | null>(null);
  // Not kept from the first sight: what is next may become his a moment later.
  const open = mine.find(({ act }) => act === picked) ?? mine.find(({ onward }) => onward);
  return (
    <section className="hazard-card" aria-label={say('next')}>
      <h2>{say('next')}</h2>
      {mine.length === 0 ? (
        <p className="muted">{asOf === null ? say('nothing') : say('day')}</p>
      ) : (
        <div className="hazard-acts">
          {mine.map(({ act, title, onward }) => (
            <Button
              key={act}
              kind={act === open?.act ? 'main' : onward ? 'usual' : 'text'}
              onClick={() => choose(act)}
            >
              {words(title)}
            </Button>
          ))}
        </div>
      )}
      {open ? <Step key={open.act} hazard={hazard} step={open} /> : null}
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

function Step(props: { readonly hazard: HazardWhole; readonly step: HazardNext }): ReactElement {
  const { hazard, step } = props;
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const write = useWrite(hazardsContract.actOnHazard);
  const { id } = hazard.row;
  const what = words(step.title);
  const before = new Map(step.fields.map(({ name, value }) => [name, value]));
  const send = async (
    values: Readonly<Record<string, HazardField['value']>>,
    reason: string | null,
  ): Promise<void> => {
    // A revision sends what it corrects; any other step what it sets.
    const set = Object.fromEntries(
      Object.entries(values).filter(([name, value]) =>
        step.act === 'revise' ? value !== (before.get(name) ?? null) : value !== null,
      ),
    );
    const body = { act: step.act, version: hazard.version, set, reason };
    await write.mutateAsync({ params: { id }, body });
    toast.good(say('done', { what }));
  };
  return (
    <StepForm
      about={{
        of: `hazard/${id}`,
        enterprise: hazard.row.enterprise?.id ?? null,
        foundOn: hazard.row.foundOn,
      }}
      draft={`${id}/${step.act}`}
      label={what}
      submitText={say('do', { what })}
      fields={step.fields}
      reason={step.reason}
      send={send}
    />
  );
}
