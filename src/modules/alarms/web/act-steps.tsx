import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { AlarmNext, AlarmWhole } from '../contract.ts';
import { alarmsContract } from '../contract.ts';
import { type Given, needsReason, type Verdict, verdictNames, verdicts } from '../model.ts';
import { alarmsTexts } from './texts.ts';

type Send = (act: AlarmNext, given?: Given) => Promise<void>;

/** Takes an act on what he looked at; with `whole` on every alarm of the incident. */
function useActing(
  alarm: AlarmWhole,
  whole: boolean,
): { readonly send: Send; readonly busy: boolean } {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const write = useWrite(alarmsContract.actOnAlarm);
  const send: Send = async ({ act, title }, given = {}) => {
    const body = { act, version: alarm.version, given, whole };
    try {
      const { count } = await write.mutateAsync({ params: { id: alarm.row.id }, body });
      const what = words(title);
      toast.good(count > 1 ? say('doneMany', { what, count }) : say('done', { what }));
    } catch (error) {
      toast.bad(error);
    }
  };
  return { send, busy: write.isPending };
}

/** What may be done now: one click each where nothing has to be filled in. */
export function ActSteps(props: {
  readonly alarm: AlarmWhole;
  readonly whole: boolean;
}): ReactElement {
  const { alarm, whole } = props;
  const say = useTexts(alarmsTexts);
  const { send, busy } = useActing(alarm, whole);
  const mine = alarm.next.filter(({ may }) => may);
  const box = useRef<HTMLDivElement>(null);
  // The next step is under the hand: Enter goes on.
  useEffect(() => {
    if (whole) box.current?.querySelector('button')?.focus();
  }, [whole]);
  return (
    <div className="alarm-acts" ref={box}>
      {mine.length === 0 ? <p className="muted">{say('nothing')}</p> : null}
      {mine.map((next) => (
        <One key={next.act} next={next} busy={busy} send={send} alarm={alarm} />
      ))}
      <NotNow next={alarm.next.filter(({ may }) => !may)} />
    </div>
  );
}

function NotNow(props: { readonly next: readonly AlarmNext[] }): ReactElement | null {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  if (props.next.length === 0) return null;
  return (
    <details>
      <summary>{say('notNow')}</summary>
      <ul>
        {props.next.map(({ act, title, why }) => (
          <li key={act}>{say('named', { name: words(title), value: why ? words(why) : '' })}</li>
        ))}
      </ul>
    </details>
  );
}

interface StepProps {
  readonly next: AlarmNext;
  readonly busy: boolean;
  readonly send: Send;
  readonly alarm: AlarmWhole;
}

const MAIN: readonly string[] = ['acknowledge', 'dispose', 'close'];

function One(props: StepProps): ReactElement {
  const { next, busy, send } = props;
  const words = useWords();
  const [open, setOpen] = useState(false);
  if (next.act === 'judge') return <Judge {...props} />;
  if (next.act === 'dispose') return <Dispose {...props} />;
  const asked = next.fields.filter(({ required }) => required);
  if (open) return <Filled {...props} onClose={() => setOpen(false)} />;
  return (
    <Button
      kind={MAIN.includes(next.act) ? 'main' : 'usual'}
      disabled={busy}
      onClick={() => (asked.length > 0 ? setOpen(true) : void send(next))}
    >
      {words(next.title)}
    </Button>
  );
}

/** One click says that it is real; whoever says that nothing happened says why. */
function Judge({ next, busy, send }: StepProps): ReactElement {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const id = useId();
  const [permit, setPermit] = useState(false);
  const [unreal, setUnreal] = useState<Verdict | null>(null);
  const [reason, setReason] = useState('');
  const hot = next.fields.some(({ name }) => name === 'permitMatched');
  const judge = (verdict: Verdict): void =>
    void send(next, {
      ...{ verdict, ...(hot ? { permitMatched: permit } : {}) },
      ...(needsReason(verdict) ? { reason } : {}),
    });
  return (
    <fieldset className="alarm-judge">
      <legend>{words(next.title)}</legend>
      {hot ? (
        <label htmlFor={id}>
          <input
            id={id}
            type="checkbox"
            checked={permit}
            onChange={({ target }) => setPermit(target.checked)}
          />{' '}
          {say('permit')}
        </label>
      ) : null}
      {verdictNames.map((verdict) => (
        <Button
          key={verdict}
          disabled={busy}
          onClick={() => (needsReason(verdict) ? setUnreal(verdict) : judge(verdict))}
        >
          {words(verdicts[verdict])}
        </Button>
      ))}
      {unreal ? (
        <Why
          title={say('whyUnreal', { what: words(verdicts[unreal]) })}
          {...{ busy, reason, setReason }}
          confirm={() => judge(unreal)}
          cancel={() => setUnreal(null)}
        />
      ) : null}
    </fieldset>
  );
}

function Why(props: {
  readonly title: string;
  readonly busy: boolean;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly confirm: () => void;
  readonly cancel: () => void;
}): ReactElement {
  const { title, busy, reason, setReason, confirm, cancel } = props;
  const say = useTexts(alarmsTexts);
  const id = useId();
  return (
    <div className="alarm-form">
      <label htmlFor={id}>{title}</label>
      <input
        id={id}
        type="text"
        maxLength={1000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button kind="main" disabled={busy || reason.trim() === ''} onClick={confirm}>
        {say('confirm')}
      </Button>
      <Button onClick={cancel}>{say('cancel')}</Button>
    </div>
  );
}

/** The usual measure stands there already: one click starts it. */
function Dispose({ next, busy, send, alarm }: StepProps): ReactElement {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const id = useId();
  const [measure, setMeasure] = useState(alarm.row.measure ?? say('usual'));
  return (
    <div className="alarm-form">
      <label htmlFor={id}>{say('measure')}</label>
      <input
        id={id}
        type="text"
        maxLength={1000}
        value={measure}
        onChange={({ target }) => setMeasure(target.value)}
      />
      <Button
        kind={alarm.row.handledAt ? 'usual' : 'main'}
        disabled={busy || measure.trim() === ''}
        onClick={() => void send(next, { measure })}
      >
        {words(next.title)}
      </Button>
    </div>
  );
}

function Filled(props: StepProps & { readonly onClose: () => void }): ReactElement {
  const { next, busy, send, onClose } = props;
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const id = useId();
  const timed = next.fields.some(({ name }) => name === 'minutes');
  const [minutes, setMinutes] = useState('60');
  const [reason, setReason] = useState('');
  const submit = (): void => {
    const given = { reason, ...(timed ? { minutes: Number(minutes) } : {}) };
    void send(next, given).then(onClose);
  };
  return (
    <fieldset className="alarm-form">
      <legend>{words(next.title)}</legend>
      {timed ? (
        <>
          <label htmlFor={`${id}-m`}>{say('howLong')}</label>
          <input
            id={`${id}-m`}
            type="number"
            min={1}
            value={minutes}
            onChange={({ target }) => setMinutes(target.value)}
          />
        </>
      ) : null}
      <label htmlFor={`${id}-r`}>{say('reason')}</label>
      <input
        id={`${id}-r`}
        type="text"
        maxLength={1000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button kind="main" disabled={busy || reason.trim() === ''} onClick={submit}>
        {say('confirm')}
      </Button>
      <Button onClick={onClose}>{say('cancel')}</Button>
    </fieldset>
  );
}
