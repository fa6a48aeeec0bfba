import { type ReactElement, useState } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { RiskEvent, RiskWhole } from '../answers-contract.ts';
import { riskContract } from '../contract.ts';
import { LevelChip } from './chips.tsx';
import { EventForm } from './event-form.tsx';
import { RetirePart } from './point-forms.tsx';
import { riskTexts } from './texts.ts';

interface Part {
  readonly risk: RiskWhole;
  readonly may: boolean;
}

/** What may happen at the point, each with the working of its grade. */
export function Events({ risk, may }: Part): ReactElement {
  const say = useTexts(riskTexts);
  const [adding, add] = useState(false);
  return (
    <section className="risk-card" aria-label={say('events')}>
      <div className="risk-line">
        <h2>{say('events')}</h2>
        <Recalled />
        {may ? <Button onClick={() => add(true)}>{say('addEvent')}</Button> : null}
      </div>
      {risk.events.length === 0 ? <p>{say('eventsNone')}</p> : null}
      <ul className="risk-parts">
        {risk.events.map((event) => (
          <Event key={event.id} event={event} risk={risk} may={may} />
        ))}
      </ul>
      {adding ? <EventForm risk={risk} event={null} onClose={() => add(false)} /> : null}
    </section>
  );
}

/** How far the method was checked against its text. */
export function Recalled(): ReactElement | null {
  const say = useTexts(riskTexts);
  const methods = useApi(riskContract.riskMethods, {});
  if (!methods.data || methods.data.confidence === 'verified') return null;
  const { standard } = methods.data;
  return (
    <span title={say('recalledHint', { standard })}>
      <StatusChip tone="unknown" text={say('recalled')} />
    </span>
  );
}

function Event(props: Part & { readonly event: RiskEvent }): ReactElement {
  const { event, risk, may } = props;
  const say = useTexts(riskTexts);
  const words = useWords();
  const [open, show] = useState<'grade' | 'retire' | null>(null);
  const close = (): void => show(null);
  const said = (label: string, text: string | null): ReactElement | null =>
    text ? <p>{say('labelled', { label, text })}</p> : null;
  return (
    <li>
      <div className="risk-line">
        <strong>{event.name}</strong>
        <LevelChip level={event.level} />
        {event.gradedOn ? (
          <span className="muted">{say('gradedOn', { day: event.gradedOn })}</span>
        ) : null}
        {event.residual ? (
          <span>{say('labelled', { label: say('residual'), text: say(event.residual) })}</span>
        ) : null}
      </div>
      {said(say('cause'), event.cause)}
      {said(say('consequence'), event.consequence)}
      {event.computed !== null && event.computed !== event.level ? (
        <p className="form-fault">{say('differs', { level: say(event.computed) })}</p>
      ) : null}
      {event.working.length === 0 ? (
        <p className="muted">{say('noWorking')}</p>
      ) : (
        <details>
          <summary>{say('working')}</summary>
          <ol className="risk-working">
            {event.working.map((line) => (
              <li key={line.en}>{words(line)}</li>
            ))}
          </ol>
        </details>
      )}
      {may ? (
        <div className="risk-line">
          <Button
            label={`${say('gradeAgain')} ${event.name}`}
            kind="text"
            onClick={() => show('grade')}
          >
            {say('gradeAgain')}
          </Button>
          <Button
            label={`${say('retire')} ${event.name}`}
            kind="text"
            onClick={() => show('retire')}
          >
            {say('retire')}
          </Button>
        </div>
      ) : null}
      {open === 'grade' ? <EventForm risk={risk} event={event} onClose={close} /> : null}
      {open === 'retire' ? <RetirePart risk={risk} record={event.id} onClose={close} /> : null}
    </li>
  );
}
