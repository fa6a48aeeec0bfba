import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import type { CheckRow } from '../contract.ts';
import { checksContract } from '../contract.ts';
import { markNames, marks, resultNames, results } from '../model.ts';
import { JudgeDialog } from './judge-dialog.tsx';
import { checksTexts } from './texts.ts';

const NAMES = ['show', 'mark', 'result', 'from', 'to', 'division', 'enterprise'] as const;
type Name = (typeof NAMES)[number];
const SHOWS = ['toJudge', 'marked', 'bulk'] as const;

function queryOf(values: Readonly<Partial<Record<Name, string>>>) {
  const { show, mark, result, ...rest } = values;
  const shown = SHOWS.find((each) => each === show);
  const [asMark, asResult] = [
    markNames.find((each) => each === mark),
    resultNames.find((each) => each === result),
  ];
  return {
    ...rest,
    ...(asMark ? { mark: asMark } : {}),
    ...(asResult ? { result: asResult } : {}),
    ...(shown ? { [shown]: 'true' } : {}),
  };
}

/** Records of checks, with what a person should look at, and what he made of it. */
export function ListPart(): ReactElement {
  const say = useTexts(checksTexts);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const [values, choose] = useFilters<Name>(NAMES);
  const [judging, judge] = useState<CheckRow | null>(null);
  const query = queryOf(values);
  const list = useApiPages(checksContract.checks, { query }, { keepLast: true });
  const exportFile = (shown: readonly string[]) => {
    const given = { query: { ...query, language, columns: shown.join(',') } };
    return callApi(checksContract.checksExport, withAsOf(checksContract.checksExport, given, asOf));
  };
  return (
    <>
      <FilterBar fields={useFields()} values={values} onChange={choose} />
      <LedgerTable
        name="checks"
        label={say('list')}
        list={list}
        columns={useColumns(judge)}
        rowKey={({ id }) => id}
        exportFile={exportFile}
      />
      {judging ? <JudgeDialog key={judging.id} row={judging} onClose={() => judge(null)} /> : null}
    </>
  );
}

function useFields(): readonly FilterField<Name>[] {
  const say = useTexts(checksTexts);
  const words = useWords();
  return [
    {
      name: 'show',
      label: say('show'),
      kind: 'select',
      options: [
        { value: 'toJudge', label: say('toJudge') },
        { value: 'marked', label: say('marked') },
        { value: 'bulk', label: say('together') },
      ],
    },
    {
      name: 'mark',
      label: say('marks'),
      kind: 'select',
      options: markNames.map((value) => ({ value, label: words(marks[value]) })),
    },
    {
      name: 'result',
      label: say('result'),
      kind: 'select',
      options: resultNames.map((value) => ({ value, label: words(results[value]) })),
    },
    { name: 'from', label: say('from'), kind: 'date' },
    { name: 'to', label: say('to'), kind: 'date' },
  ];
}

const time = (moment: string | null): string => moment?.slice(0, 16).replace('T', ' ') ?? '—';

function Judged(props: { readonly row: CheckRow; readonly judge: (row: CheckRow) => void }) {
  const { row, judge } = props;
  const say = useTexts(checksTexts);
  const words = useWords();
  const { may, judgement } = row;
  return (
    <span className="checks-judged">
      {judgement ? (
        <span title={row.judgedReason ?? undefined}>
          {words(judgement.text)} {row.judgedBy}
        </span>
      ) : null}
      {may.judge || may.explain ? (
        <Button kind="text" onClick={() => judge(row)}>
          {may.judge ? say('judge') : say('explain')}
        </Button>
      ) : null}
    </span>
  );
}

const TONES = { normal: 'done', abnormal: 'overdue', notInvolved: 'going' } as const;

function Result({ row }: { readonly row: CheckRow }): ReactElement {
  const say = useTexts(checksTexts);
  const words = useWords();
  const code = resultNames.find((name) => name === row.result.code);
  return (
    <>
      <StatusChip tone={code ? TONES[code] : 'unknown'} text={words(row.result.text)} />
      {row.bulk ? <small className="muted"> {say('together')}</small> : null}
    </>
  );
}

function Marks({ row }: { readonly row: CheckRow }): ReactElement {
  const words = useWords();
  return (
    <>
      {row.marks.map(({ code, text, why }) => (
        <span key={code} className="checks-mark" title={why ? words(why) : undefined}>
          {words(text)}
        </span>
      ))}
    </>
  );
}

function useColumns(judge: (row: CheckRow) => void): readonly Column<CheckRow>[] {
  const say = useTexts(checksTexts);
  const hidden: readonly Column<CheckRow>[] = [
    { key: 'risk', title: say('risk'), cell: (row) => row.risk ?? '—' },
    { key: 'deviceAt', title: say('deviceAt'), cell: (row) => time(row.doneAt) },
    { key: 'receivedAt', title: say('receivedAt'), cell: (row) => time(row.receivedAt) },
    { key: 'seconds', title: say('seconds'), cell: (row) => row.secondsTaken ?? '—' },
    { key: 'photos', title: say('photos'), cell: (row) => row.photos.length },
  ];
  return [
    { key: 'takenAt', title: say('takenAt'), width: 150, cell: (row) => time(row.takenAt) },
    {
      key: 'measure',
      title: say('measure'),
      width: 240,
      cell: (row) => row.measure.name ?? row.measure.id,
    },
    { key: 'place', title: say('place'), width: 140, cell: (row) => row.place ?? '—' },
    { key: 'period', title: say('period'), width: 120, cell: (row) => row.period },
    { key: 'result', title: say('result'), width: 150, cell: (row) => <Result row={row} /> },
    { key: 'by', title: say('by'), width: 110, cell: (row) => row.by },
    { key: 'marks', title: say('marks'), width: 210, cell: (row) => <Marks row={row} /> },
    {
      key: 'judgement',
      title: say('judgement'),
      width: 150,
      cell: (row) => <Judged row={row} judge={judge} />,
    },
    { key: 'note', title: say('note'), width: 180, cell: (row) => row.note ?? '—' },
    {
      key: 'hazard',
      title: say('hazard'),
      width: 80,
      cell: ({ hazard }) =>
        hazard ? <Link to={`/hazards/${encodeURIComponent(hazard)}`}>{say('open')}</Link> : '—',
    },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 220,
      cell: (row) => row.enterprise.name ?? row.enterprise.id,
    },
    ...hidden.map((column) => ({ ...column, hidden: true as const })),
  ];
}
