import { type ReactElement, useState } from 'react';
import { ScaleChip } from '../../../src/ui/chips.tsx';
import { Button } from '../../../src/ui/dialog.tsx';
import { FilterBar } from '../../../src/ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../src/ui/ledger/filters.ts';
import { LedgerTable } from '../../../src/ui/ledger/ledger-table.tsx';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly hazards: number;
}

const all: readonly Row[] = Array.from({ length: 60 }, (_, index) => ({
  id: `E${index + 1}`,
  name: `菏泽第${index + 1}化工有限公司`,
  hazards: (index * 7) % 13,
}));

const columns = [
  { key: 'division', title: '区划', cell: () => '曹县', width: 80, fixed: true as const },
  {
    ...{ key: 'name', title: '企业', width: 220, fixed: true as const, sort: 'name' },
    cell: (row: Row) => <a href={`/parts?${row.id}`}>{row.name}</a>,
  },
  { key: 'code', title: '统一社会信用代码', cell: () => '91371721MA3C000000', width: 190 },
  { key: 'risk', title: '风险', cell: () => <ScaleChip scale="risk" level="orange" />, width: 110 },
  {
    ...{ key: 'hazards', title: '隐患', width: 90, sort: 'hazards', align: 'right' as const },
    cell: (row: Row) => row.hazards,
  },
  ...Array.from({ length: 8 }, (_, index) => ({
    key: `more${index}`,
    title: `其他字段 ${index}`,
    cell: () => '内容内容内容',
    width: 160,
    ...(index > 4 ? { hidden: true as const } : {}),
  })),
];

export function LedgerPage(): ReactElement {
  const [filters, setFilters] = useFilters(['q', 'risk', 'since', 'sort']);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [size, setSize] = useState(20);
  const rows = all.filter(({ name }) => name.includes(filters.q ?? ''));
  return (
    <>
      <h1>隐患台账</h1>
      <FilterBar
        fields={[
          { name: 'q', label: '名称', kind: 'text' },
          {
            ...{ name: 'risk', label: '风险', kind: 'select' },
            options: [{ value: 'red', label: '红' }],
          },
          { name: 'since', label: '自', kind: 'date' },
        ]}
        values={filters}
        onChange={setFilters}
      />
      <LedgerTable
        name="gallery"
        label="隐患台账"
        list={{
          data: { pages: [{ rows: rows.slice(0, size) }] },
          error: null,
          hasNextPage: size < rows.length,
          isFetching: false,
          fetchNextPage: () => setSize(size + 20),
          refetch: () => undefined,
        }}
        columns={columns}
        rowKey={(row: Row) => row.id}
        total={rows.length}
        to={() => '/parts'}
        sort={{
          orders: ['usual', 'name', '-name'],
          value: filters.sort ?? 'usual',
          choose: (sort) => setFilters({ sort }),
        }}
        select={{ chosen, choose, actions: <Button kind="main">生成提醒函</Button> }}
        exportFile={async (keys) => ({ name: `${keys.length}.txt`, blob: new Blob([keys.join()]) })}
      />
    </>
  );
}
