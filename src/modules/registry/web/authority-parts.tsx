import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { AuthorityView, Completeness } from '../model.ts';
import { pathOf } from './paths.ts';
import { registryTexts } from './texts.ts';

type Status = AuthorityView['duties']['rows'][number]['status'];

export const TONES: Readonly<Record<Status, Tone>> = {
  overdue: 'overdue',
  unknown: 'unknown',
  pending: 'going',
  late: 'soon',
  met: 'done',
};
export const WORDS = {
  overdue: 'overdue',
  unknown: 'unknown',
  pending: 'pending',
  late: 'lateDone',
  met: 'met2',
} as const;
/** So many stand there at once. */
const FIRST = 20;

export const ORDER: readonly Status[] = ['overdue', 'unknown', 'pending', 'late', 'met'];

/** How many duties stand how, each in words and shape. */
export function DutyCounts(props: {
  readonly counts: AuthorityView['duties']['counts'];
}): ReactElement {
  const say = useTexts(registryTexts);
  return (
    <p className="duty-counts">
      {ORDER.map((status) => (
        <StatusChip
          key={status}
          tone={TONES[status]}
          text={`${say(WORDS[status])} ${props.counts[status] ?? 0}`}
        />
      ))}
    </p>
  );
}

/** Duties that are not met, the most urgent first; each opens what it is about. */
export function DutyTable(props: { readonly rows: AuthorityView['duties']['rows'] }): ReactElement {
  const say = useTexts(registryTexts);
  const words = useWords();
  const [all, setAll] = useState(false);
  const rows = all ? props.rows : props.rows.slice(0, FIRST);
  if (rows.length === 0) return <PageState title={say('dutiesNone')} />;
  return (
    <div className="registry-scroll">
      <table className="duty-table">
        <thead>
          <tr>
            <th scope="col">{say('status')}</th>
            <th scope="col">{say('due')}</th>
            <th scope="col" colSpan={2}>
              {say('clause')}
            </th>
            <th scope="col">{say('subject')}</th>
            <th scope="col">{say('period')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.clause} ${row.subject} ${row.period} ${row.due} ${row.since}`}>
              <td>
                <StatusChip tone={TONES[row.status]} text={say(WORDS[row.status])} />
              </td>
              <td className="day">{row.due ?? '—'}</td>
              <td>
                <Link className="day" to={`/plan/${row.clause}`}>
                  {row.clause}
                </Link>
              </td>
              <td lang="zh-CN">{row.quote}</td>
              <td>
                <Link to={pathOf(row.link.type, row.link.id)}>
                  {words(row.subjectType).split(/[;,]/)[0]}
                </Link>
              </td>
              <td>{row.period ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < props.rows.length ? (
        <Button kind="text" onClick={() => setAll(true)}>
          {say('moreOf', { count: props.rows.length - rows.length })}
        </Button>
      ) : null}
    </div>
  );
}

/** How much of the file is there, and what is missing. */
export function CompletenessCard(props: { readonly of: Completeness }): ReactElement {
  const { filled, wanted, missing } = props.of;
  const say = useTexts(registryTexts);
  const words = useWords();
  return (
    <section className="card" aria-label={say('complete')}>
      <h2>{say('complete')}</h2>
      <p>
        <progress value={filled} max={wanted} aria-label={say('complete')} />{' '}
        {say('completeOf', { filled, wanted })}
      </p>
      {missing.length > 0 ? (
        <>
          <p>{say('missingFacts', { count: missing.length })}</p>
          <ul className="missing">
            {missing.map(({ name, label }) => (
              <li key={name}>{words(label)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
