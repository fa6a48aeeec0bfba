import { type ReactElement, useId, useState } from 'react';
import { Link } from 'react-router';
import { mayWriteLetters } from '../../../law/letters.ts';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { orderIn } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSession } from '../../../ui/session.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import type { LetterView } from '../contract.ts';
import { lettersContract } from '../contract.ts';
import { letterKinds, letterOrders, letterStates } from '../model.ts';
import { StartLetter } from './start-letter.tsx';
import { lettersTexts } from './texts.ts';
import { tones } from './tones.ts';
import './letters.css';

const boxes = ['sent', 'received'] as const;
const AUTHORITY_WRITES = ['bureau', 'office', 'leader'];

/** Letters of one's own node, and those that came. */
function LettersPage(): ReactElement {
  const say = useTexts(lettersTexts);
  const { roles } = useSession();
  const [filters, choose] = useFilters(['box', 'kind', 'state', 'q', 'sort']);
  const usual = roles.some((role) => AUTHORITY_WRITES.includes(role)) ? 'sent' : 'received';
  const box = boxes.find((each) => each === filters.box) ?? usual;
  const { box: _, ...rest } = filters;
  const sort = orderIn(letterOrders, filters.sort);
  const query = { ...rest, box, sort } as { box: typeof box; sort: typeof sort };
  const list = useApiPages(
    lettersContract.letters,
    { query },
    { topics: ['letter'], keepLast: true },
  );
  const columns = useColumns();
  const language = useLanguage();
  const { asOf } = useAsOf();
  return (
    <div className="letters">
      <nav className="letters-boxes" aria-label={say('boxes')}>
        {boxes.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === box ? 'page' : undefined}
            onClick={() => choose({ box: each })}
          >
            {say(each === 'sent' ? 'sentBox' : 'receivedBox')}
          </button>
        ))}
        <span className="letters-space" />
        <NewLetter />
      </nav>
      <Filter values={filters} onChange={choose} />
      <LedgerTable
        name="letters"
        label={say('list')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        to={({ id }) => `/letters/${id}`}
        sort={{ orders: letterOrders, value: sort, choose: (next) => choose({ sort: next }) }}
        exportFile={(shown) => {
          const given = { query: { ...query, language, columns: shown.join(',') } };
          const { lettersExport } = lettersContract;
          return callApi(lettersExport, withAsOf(lettersExport, given, asOf));
        }}
        empty={<PageState title={say('empty')} hint={say('emptyHint')} />}
      />
    </div>
  );
}

type Name = 'box' | 'kind' | 'state' | 'q' | 'sort';

function Filter(props: {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly onChange: (change: Readonly<Partial<Record<Name, string | null>>>) => void;
}): ReactElement {
  const say = useTexts(lettersTexts);
  return (
    <FilterBar
      {...props}
      fields={[
        { name: 'q', label: say('words'), kind: 'text' },
        {
          ...{ name: 'kind', label: say('kind'), kind: 'select' },
          options: letterKinds.map((value) => ({ value, label: say(value) })),
        },
        {
          ...{ name: 'state', label: say('state'), kind: 'select' },
          options: letterStates.map((value) => ({ value, label: say(value) })),
        },
      ]}
    />
  );
}

function useColumns() {
  const say = useTexts(lettersTexts);
  return [
    {
      key: 'title',
      title: say('title'),
      width: 360,
      fixed: true as const,
      cell: (row: LetterView) => <Link to={`/letters/${row.id}`}>{row.title}</Link>,
    },
    { key: 'kind', title: say('kind'), cell: ({ kind }: LetterView) => say(kind) },
    {
      key: 'number',
      title: say('number'),
      cell: (row: LetterView) => row.number ?? say('noNumber'),
    },
    {
      key: 'state',
      title: say('state'),
      cell: ({ state }: LetterView) => <StatusChip tone={tones[state]} text={say(state)} />,
    },
    { key: 'issuer', title: say('issuer'), cell: ({ issuer }: LetterView) => issuer },
    {
      key: 'rows',
      title: say('rows'),
      cell: ({ rows, asOf }: LetterView) => say('rowsOf', { count: rows, day: asOf }),
    },
    {
      key: 'answers',
      title: say('answers'),
      cell: ({ answered, addressees }: LetterView) =>
        say('answersOf', { answered, all: addressees }),
    },
    { key: 'due', title: say('due'), sort: 'due', cell: ({ due }: LetterView) => due ?? '—' },
    { key: 'author', title: say('author'), cell: ({ author }: LetterView) => author },
    {
      ...{ key: 'madeOn', title: say('madeOn'), sort: 'made' },
      cell: ({ madeOn }: LetterView) => madeOn,
    },
  ];
}

/** From everything overdue within one's scope, or of one clause. */
function NewLetter(): ReactElement | null {
  const say = useTexts(lettersTexts);
  const id = useId();
  const { roles } = useSession();
  const [clause, setClause] = useState('');
  if (!mayWriteLetters(roles)) return null;
  const source = { clauses: clause.trim() === '' ? [] : [clause.trim()] };
  return (
    <Panel title={say('ofDivision')}>
      <div className="letters-new">
        <label htmlFor={id}>{say('clauseId')}</label>
        <input
          id={id}
          type="text"
          value={clause}
          maxLength={30}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setClause(target.value)}
        />
        <small id={`${id}-hint`} className="muted">
          {say('clauseHint')}
        </small>
        <div className="letters-buttons">
          <StartLetter source={source} />
          <StartLetter source={source} kind="circular" />
        </div>
      </div>
    </Panel>
  );
}

export { LettersPage as page };
