import { type ReactElement, useId, useState } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { ShiftView } from '../contract.ts';
import { alarmsContract } from '../contract.ts';
import { clock } from './parts.tsx';
import { alarmsTexts } from './texts.ts';
import './alarms.css';

type Shift = Answer<typeof alarmsContract.shift>;
type Sums = Readonly<Record<string, number>>;

/** Who leads the shift, what he hands over, who took over (P17). */
function ShiftPage(): ReactElement {
  const shift = useApi(alarmsContract.shift, {}, { topics: ['shift', 'alarm'] });
  return <Answered of={shift}>{(data) => <Whole shift={data} />}</Answered>;
}

function Whole(props: { readonly shift: Shift }): ReactElement {
  const { shift } = props;
  const say = useTexts(alarmsTexts);
  if (shift.node === null) return <PageState title={say('noNode')} hint={say('noNodeHint')} />;
  return (
    <div className="alarm-page">
      <h1>{say('shift')}</h1>
      <section className="alarm-box" aria-label={say('current')}>
        <h2>{say('current')}</h2>
        {shift.current ? <One shift={shift.current} /> : <p>{say('nobody')}</p>}
        <Acts shift={shift} />
      </section>
      <section className="alarm-box" aria-label={say('standingNow')}>
        <h2>{say('standingNow')}</h2>
        <Standing sums={shift.standing} linked />
      </section>
      <section className="alarm-box" aria-label={say('before')}>
        <h2>{say('before')}</h2>
        {shift.before.length === 0 ? <p className="muted">{say('noBefore')}</p> : null}
        {shift.before.map((each) => (
          <One key={each.beganAt} shift={each} />
        ))}
      </section>
    </div>
  );
}

function One(props: { readonly shift: ShiftView }): ReactElement {
  const { leader, beganAt, handedAt, notes, summary, takenAt, takenBy } = props.shift;
  const say = useTexts(alarmsTexts);
  return (
    <article className="alarm-shift">
      <p>
        <strong>{say('onDuty', { name: leader })}</strong> {say('began', { time: clock(beganAt) })}
        {handedAt && !takenAt ? ` · ${say('handed', { time: clock(handedAt) })}` : ''}
        {takenAt ? ` · ${say('takenOver', { time: clock(takenAt), name: takenBy ?? '' })}` : ''}
      </p>
      {notes ? <p>{say('named', { name: say('notes'), value: notes })}</p> : null}
      {summary ? <Standing sums={summary} /> : null}
    </article>
  );
}

const SUMS = [
  ['open', 'sumOpen', 'show=open'],
  ['unacknowledged', 'sumUnacknowledged', 'show=unacknowledged'],
  ['shelved', 'sumShelved', 'state=shelved'],
  ['outOfService', 'sumOutOfService', 'state=outOfService'],
  ['bypassed', 'sumBypassed', 'show=bypassed'],
  ['offline', 'sumOffline', 'show=offline'],
] as const;

function Standing(props: { readonly sums: Sums; readonly linked?: true }): ReactElement {
  const say = useTexts(alarmsTexts);
  return (
    <ul className="alarm-sums">
      {SUMS.map(([name, text, query]) => {
        const value = say('named', { name: say(text), value: props.sums[name] ?? 0 });
        return (
          <li key={name}>
            {props.linked ? <Link to={`/alarms/list?${query}`}>{value}</Link> : value}
          </li>
        );
      })}
    </ul>
  );
}

function Acts(props: { readonly shift: Shift }): ReactElement | null {
  const { may } = props.shift;
  const say = useTexts(alarmsTexts);
  const id = useId();
  const [notes, setNotes] = useState(props.shift.current?.notes ?? '');
  const write = useWrite(alarmsContract.shiftAct);
  const send = (act: 'begin' | 'hand' | 'take'): void => {
    const body = { act, notes: act === 'hand' ? notes : '' };
    write.mutateAsync({ body }).then(
      () => toast.good(say('done', { what: say(act) })),
      (error: unknown) => toast.bad(error),
    );
  };
  return (
    <div className="alarm-form">
      {may.hand ? (
        <>
          <label htmlFor={id}>{say('notes')}</label>
          <textarea
            id={id}
            rows={4}
            maxLength={4000}
            value={notes}
            onChange={({ target }) => setNotes(target.value)}
          />
        </>
      ) : null}
      {(['begin', 'hand', 'take'] as const)
        .filter((act) => may[act])
        .map((act) => (
          <Button key={act} kind="main" disabled={write.isPending} onClick={() => send(act)}>
            {say(act)}
          </Button>
        ))}
    </div>
  );
}

export { ShiftPage as page };
