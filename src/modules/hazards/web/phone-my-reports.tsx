import { type ReactElement, useEffect } from 'react';
import { Link } from 'react-router';
import { StatusChip } from '../../../ui/chips.tsx';
import type { OutboxRecord } from '../../../ui/offline/model.ts';
import { timeWords } from '../../../ui/offline/time-words.ts';
import { KeptNote, useKeptApi } from '../../../ui/offline/use-kept-api.tsx';
import { useOutbox } from '../../../ui/offline/use-outbox.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { hazardsContract, type MyReport } from '../contract.ts';
import { REPORT } from './phone-report.ts';
import { phoneReportTexts } from './phone-texts.ts';

const idIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : null;

/** What he reported: on its way, and as it stands with the server. */
export function MyReports(): ReactElement {
  const say = useTexts(phoneReportTexts);
  const mine = useKeptApi(hazardsContract.myReports, {}, { topics: ['hazard'] });
  const { records } = useOutbox();
  const own = records.filter(({ kind }) => kind === REPORT);
  const received = own.filter(({ state }) => state === 'sent').length;
  const { refetch } = mine;
  useEffect(() => {
    // One more is with the server: its stage is asked for.
    if (received > 0) void refetch();
  }, [received, refetch]);
  return (
    <section className="phone-card">
      <h2>{say('mine')}</h2>
      <Answered of={mine}>
        {(kept) => {
          const { rows } = kept.answer;
          const known = new Set(rows.map(({ id }) => id));
          const here = own.filter(({ state, answer }) => {
            return state !== 'sent' || !known.has(idIn(answer) ?? '');
          });
          const none = here.length === 0 && rows.length === 0;
          return (
            <>
              <KeptNote of={kept} />
              {none ? <p className="muted">{say('none')}</p> : null}
              <ul className="phone-list">
                {here.map((record) => (
                  <Here key={record.id} record={record} />
                ))}
                {rows.map((row) => (
                  <There key={row.id} row={row} />
                ))}
              </ul>
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function Here({ record }: { readonly record: OutboxRecord }): ReactElement {
  const say = useTexts(phoneReportTexts);
  const { title, state, writtenAt } = record;
  return (
    <li>
      <Link className="phone-row" to="/m/outbox">
        <span>{title}</span>
        {state === 'refused' ? (
          <StatusChip tone="overdue" text={say('refused')} />
        ) : state === 'sent' ? (
          <StatusChip tone="done" text={say('received')} />
        ) : (
          <StatusChip tone="going" text={say('waiting')} />
        )}
        <small className="muted">{say('written', { time: timeWords(writtenAt) })}</small>
      </Link>
    </li>
  );
}

function There({ row }: { readonly row: MyReport }): ReactElement {
  const say = useTexts(phoneReportTexts);
  const words = useWords();
  const { id, text, stage, writtenAt } = row;
  const closed = stage?.code === 'closed' || stage?.code === 'dismissed';
  return (
    <li>
      <a className="phone-row" href={`/hazards/${encodeURIComponent(id)}`}>
        <span>{text}</span>
        {stage ? <StatusChip tone={closed ? 'done' : 'going'} text={words(stage.text)} /> : null}
        <small className="muted">
          {say('written', { time: timeWords(Date.parse(writtenAt)) })}
        </small>
      </a>
    </li>
  );
}
