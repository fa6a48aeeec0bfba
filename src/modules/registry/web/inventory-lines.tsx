import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { SourceChip, StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { Inventory } from '../inventory-model.ts';
import { pathOf } from './paths.ts';
import { End } from './record-actions.tsx';
import { EditRecord } from './record-form.tsx';
import { useSourceName } from './said.ts';
import { registryTexts } from './texts.ts';

type Line = Inventory['lines'][number];

/** The ledger of an inventory: each line with its figures, or with what keeps it from being judged. */
export function InventoryLines(props: {
  readonly inventory: Inventory;
  readonly may: boolean;
}): ReactElement {
  const { inventory, may } = props;
  const say = useTexts(registryTexts);
  const [open, setOpen] = useState<{ readonly how: 'edit' | 'end'; readonly line: Line } | null>(
    null,
  );
  const close = (): void => setOpen(null);
  return (
    <section className="registry-scroll" {...reachable} aria-label={say('substance')}>
      <table className="duty-table inventory-table">
        <thead>
          <tr>
            <th scope="col">{say('substance')}</th>
            <th scope="col">{say('casNumber')}</th>
            <th scope="col">{say('hazardClasses')}</th>
            <th scope="col">{say('quantity')}</th>
            <th scope="col">{say('critical')}</th>
            <th scope="col">β</th>
            <th scope="col">q/Q</th>
            <th scope="col">β·q/Q</th>
            {may ? <th scope="col">{say('actions')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {inventory.lines.map((line, index) => (
            <LineRow key={line.id} line={line} item={inventory.computed?.items[index] ?? null}>
              {may ? (
                <td>
                  <span className="record-actions">
                    <Button kind="text" onClick={() => setOpen({ how: 'edit', line })}>
                      {say('edit')}
                    </Button>
                    <Button kind="text" onClick={() => setOpen({ how: 'end', line })}>
                      {say('end')}
                    </Button>
                  </span>
                </td>
              ) : null}
            </LineRow>
          ))}
        </tbody>
      </table>
      {open?.how === 'edit' ? (
        <EditRecord
          type="substance"
          id={open.line.id}
          enterprise={inventory.enterprise?.id ?? null}
          onClose={close}
        />
      ) : null}
      {open?.how === 'end' ? (
        <End
          record={{ type: 'substance', id: open.line.id, version: open.line.version }}
          onClose={close}
        />
      ) : null}
    </section>
  );
}

type Item = NonNullable<Inventory['computed']>['items'][number];

function LineRow(props: {
  readonly line: Line;
  readonly item: Item | null;
  readonly children: ReactElement | null;
}): ReactElement {
  const { line, item, children } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const number = useNumber();
  const sourceName = useSourceName();
  const of = (name: string) => line.fields.find((field) => field.name === name);
  const classes = of('hazardClass')?.value;
  const quantity = of('quantity');
  const stated = Array.isArray(classes) ? classes : [];
  const figure = (value: number | null, source: Item['sources']['Q']): ReactElement => (
    <td title={source ? `${source.table} ${source.row} · ${source.article}` : undefined}>
      {number(value, 4)}{' '}
      {source?.confidence === 'recalled' ? (
        <StatusChip tone="unknown" text={say('recalled')} />
      ) : null}
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <Link to={pathOf('substance', line.id)}>{String(of('name')?.value ?? line.id)}</Link>
        {line.faults.map(({ attribute, message }) => (
          <span key={attribute} className="line-fault">
            <StatusChip tone="overdue" text={words(message)} />
          </span>
        ))}
      </th>
      <td>{String(of('cas')?.value ?? '—')}</td>
      <td>{(stated.length > 0 ? stated : (item?.class ?? [])).join(say('between')) || '—'}</td>
      <td>
        {String(quantity?.value ?? '—')}{' '}
        {quantity?.source ? (
          <SourceChip source={sourceName(quantity.source)} time={quantity.source.at.slice(0, 10)} />
        ) : null}
      </td>
      {figure(item?.Q ?? null, item?.sources.Q ?? null)}
      {figure(item?.beta ?? null, item?.sources.beta ?? null)}
      <td>{number(item?.ratio ?? null, 4)}</td>
      <td>{number(item?.weighted ?? null, 4)}</td>
      {children}
    </tr>
  );
}
