import { type ReactElement, useId, useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { AlarmWhole } from '../contract.ts';
import { alarmsContract } from '../contract.ts';
import { orderKinds } from '../model.ts';
import { orders } from '../rules/order.ts';
import { clock, measured, useWhat } from './parts.tsx';
import { alarmsTexts } from './texts.ts';

const MADE = { hazard: '/hazards', penalty: '/records/penalty' } as const;

/** Hazards and orders that were made of it. */
export function Made(props: { readonly alarm: AlarmWhole }): ReactElement | null {
  const { made } = props.alarm;
  const say = useTexts(alarmsTexts);
  if (made.length === 0) return null;
  return (
    <section className="alarm-box" aria-label={say('made')}>
      <h2>{say('made')}</h2>
      <ul>
        {made.map(({ type, id, on }) => (
          <li key={`${type}/${id}`}>
            <Link to={`${MADE[type]}/${encodeURIComponent(id)}`}>{say(type)}</Link>{' '}
            <span className="muted">{on ?? ''}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An order made of the alarm (责令), filled in from it, for whoever may; others see nothing. */
export function OrderForm(props: { readonly alarm: AlarmWhole }): ReactElement | null {
  const { alarm } = props;
  const say = useTexts(alarmsTexts);
  const [open, setOpen] = useState(false);
  if (!alarm.order.may) return null;
  if (!open) return <Button onClick={() => setOpen(true)}>{say('makeOrder')}</Button>;
  return <Filled alarm={alarm} onClose={() => setOpen(false)} />;
}

function Filled(props: { readonly alarm: AlarmWhole; readonly onClose: () => void }): ReactElement {
  const { alarm, onClose } = props;
  const { row } = alarm;
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const what = useWhat();
  const id = useId();
  const [kind, setKind] = useState<(typeof orderKinds)[number]>('other');
  const [until, setUntil] = useState('');
  const [clauses, setClauses] = useState('');
  const [text, setText] = useState(
    `${clock(row.raisedAt)} ${what(row.kind.text, row.rule.text)} ${measured(row)}`,
  );
  const write = useWrite(alarmsContract.orderOfAlarm);
  const send = async (): Promise<void> => {
    try {
      const body = { kind, until, clauses, text };
      await write.mutateAsync({ params: { id: row.id }, body });
      toast.good(say('done', { what: words(orders[kind]) }));
      onClose();
    } catch (error) {
      toast.bad(error);
    }
  };
  const choose = (value: string): void =>
    setKind(orderKinds.find((each) => each === value) ?? 'other');
  return (
    <fieldset className="alarm-order">
      <legend>{say('makeOrder')}</legend>
      <label htmlFor={`${id}-k`}>{say('orderKind')}</label>
      <select id={`${id}-k`} value={kind} onChange={({ target }) => choose(target.value)}>
        {orderKinds.map((each) => (
          <option key={each} value={each}>
            {words(orders[each])}
          </option>
        ))}
      </select>
      <Line label={say('orderUntil')} type="date" value={until} change={setUntil} />
      <Line label={say('orderClauses')} type="text" value={clauses} change={setClauses} />
      <Line label={say('orderText')} type="text" value={text} change={setText} />
      <div className="alarm-order-end">
        <Button
          kind="main"
          disabled={write.isPending || until === '' || clauses.trim() === '' || text.trim() === ''}
          onClick={() => void send()}
        >
          {say('confirm')}
        </Button>
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
    </fieldset>
  );
}

function Line(props: {
  readonly label: string;
  readonly type: 'date' | 'text';
  readonly value: string;
  readonly change: (value: string) => void;
}): ReactElement {
  const { label, type, value, change } = props;
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        maxLength={type === 'text' ? 1000 : undefined}
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    </>
  );
}
