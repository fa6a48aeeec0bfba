import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { StatusChip } from '../chips.tsx';
import { Button, ConfirmButton } from '../dialog.tsx';
import { PageState } from '../states.tsx';
import { useTexts, useWords } from '../texts.ts';
import type { OutboxRecord } from './model.ts';
import { offlineTexts } from './texts.ts';
import { timeWords } from './time-words.ts';
import { useOutbox } from './use-outbox.tsx';

const tones = { waiting: 'going', sending: 'going', refused: 'overdue', sent: 'done' } as const;

/** `/m/outbox`: what is on its way, what was refused and why, what was received. */
export function OutboxPage(): ReactElement {
  const say = useTexts(offlineTexts);
  const { records, unsent, refused, flush } = useOutbox();
  if (records.length === 0) return <PageState title={say('emptyOutbox')} hint={say('emptyHint')} />;
  return (
    <>
      {unsent > refused ? (
        <p>
          <Button kind="main" onClick={flush}>
            {say('sendNow')}
          </Button>
        </p>
      ) : null}
      <ul className="phone-list">
        {records.map((record) => (
          <li key={record.id} className="phone-card">
            <One record={record} />
          </li>
        ))}
      </ul>
    </>
  );
}

function One({ record }: { readonly record: OutboxRecord }): ReactElement {
  const say = useTexts(offlineTexts);
  const { title, state, writtenAt, sentAt, tries } = record;
  return (
    <>
      <h2>{title}</h2>
      <p>
        <StatusChip tone={tones[state]} text={say(state)} />{' '}
        <span className="muted">{say('written', { time: timeWords(writtenAt) })}</span>
      </p>
      {sentAt === null ? null : (
        <p className="muted">{say('receipt', { time: timeWords(sentAt) })}</p>
      )}
      {state === 'waiting' && tries > 0 ? (
        <p className="muted">{say('tries', { count: tries })}</p>
      ) : null}
      {state === 'refused' ? <Refused record={record} /> : null}
    </>
  );
}

/** What the server has of a field, where its refusal tells. */
function currentOf(current: unknown, path: string): string | null {
  if (typeof current !== 'object' || current === null) return null;
  const value = (current as Record<string, unknown>)[path.split('.').at(-1) ?? path];
  return value === undefined || value === null ? null : String(value);
}

/** His own words beside the server's; what happens now is his to say. */
function Refused({ record }: { readonly record: OutboxRecord }): ReactElement {
  const say = useTexts(offlineTexts);
  const words = useWords();
  const { outbox, flush } = useOutbox();
  const { id, refusal, shown, page } = record;
  const saidOf = (path: string): string =>
    (refusal?.fields ?? [])
      .filter((field) => field.path === path)
      .map(({ message }) => words(message))
      .join(' ') ||
    (currentOf(refusal?.current, path) ?? '—');
  const again = async (): Promise<void> => {
    await outbox?.again(id);
    flush();
  };
  return (
    <>
      {refusal ? (
        <p role="alert" className="phone-refusal">
          {words(refusal.title)}
          {refusal.detail ? <br /> : null}
          {refusal.detail ? words(refusal.detail) : null}
        </p>
      ) : null}
      <table className="plain-table phone-beside">
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            <th scope="col">{say('mine')}</th>
            <th scope="col">{say('theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, label, value }) => (
            <tr key={path}>
              <th scope="row">{label}</th>
              <td>{value}</td>
              <td>{saidOf(path)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="phone-buttons">
        <Link className="button button-main" to={`${page}?mend=${id}`}>
          {say('mend')}
        </Link>
        <Button onClick={() => void again()}>{say('again')}</Button>
        <ConfirmButton
          title={say('giveUp')}
          hint={say('giveUpHint')}
          onConfirm={() => outbox?.giveUp(id)}
        >
          {say('giveUp')}
        </ConfirmButton>
      </div>
    </>
  );
}
