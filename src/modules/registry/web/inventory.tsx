import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import type { Computed, Inventory } from '../inventory-model.ts';
import type { RecordAnswer } from '../model.ts';
import { InventoryLines } from './inventory-lines.tsx';
import { NewRecord } from './record-form.tsx';
import { registryTexts } from './texts.ts';

const WHY_NOT = {
  noLines: 'inventoryNoneHint',
  noPopulation: 'inventoryPeople',
  faults: 'inventoryFaults',
} as const;

/** What a facility holds, and the level that it makes by GB 18218, beside the stated one. */
export function InventoryPart(props: { readonly record: RecordAnswer }): ReactElement {
  const { id } = props.record;
  const say = useTexts(registryTexts);
  const inventory = useApi(registryContract.inventory, { params: { id } });
  return (
    <section className="card" aria-label={say('inventory')}>
      <h2>{say('inventory')}</h2>
      <Answered of={inventory}>{(data) => <Whole inventory={data} />}</Answered>
    </section>
  );
}

function Whole(props: { readonly inventory: Inventory }): ReactElement {
  const { inventory } = props;
  const { facility, enterprise, lines, computed, whyNot, mayChange } = inventory;
  const say = useTexts(registryTexts);
  const { asOf } = useAsOf();
  const [adding, setAdding] = useState(false);
  const may = mayChange && asOf === null;
  return (
    <div className="inventory">
      {computed ? <Levels inventory={inventory} computed={computed} /> : null}
      {whyNot && whyNot !== 'noLines' ? (
        <StatusChip tone="unknown" text={say(WHY_NOT[whyNot])} />
      ) : null}
      {lines.length === 0 ? (
        <PageState title={say('inventoryNone')} hint={may ? say('inventoryNoneHint') : undefined} />
      ) : (
        <InventoryLines inventory={inventory} may={may} />
      )}
      {may ? (
        <p className="record-actions">
          <Button onClick={() => setAdding(true)}>{say('inventoryAdd')}</Button>
          <Link className="button button-usual" to="/sheets/substance">
            {say('importSheet')}
          </Link>
        </p>
      ) : null}
      {computed ? <Working computed={computed} /> : null}
      {adding ? (
        <NewRecord
          type="substance"
          enterprise={enterprise?.id ?? null}
          settled={{ facility: facility.id }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  );
}

/** The computed level and the stated one; where they differ, the page says so. */
function Levels(props: {
  readonly inventory: Inventory;
  readonly computed: Computed;
}): ReactElement {
  const { inventory, computed } = props;
  const say = useTexts(registryTexts);
  const number = useNumber();
  const numberIn = (name: string) => {
    const value = inventory.stated.find((field) => field.name === name)?.value;
    return typeof value === 'number' ? value : null;
  };
  const levelOf = (level: number | null): string =>
    level === null ? say('noHazard') : say('level', { level: String(level) });
  const level = numberIn('majorHazardLevel');
  const { agrees } = inventory;
  return (
    <div className="levels">
      <dl>
        <div>
          <dt>{say('computedLevel')}</dt>
          <dd>
            <strong>{levelOf(computed.level)}</strong>
            {` S = ${number(computed.S, 4)} · R = ${number(computed.R, 4)} · α = ${computed.alpha}`}
          </dd>
        </div>
        <div>
          <dt>{say('statedLevel')}</dt>
          <dd>
            <strong>{level === null ? say('missing') : levelOf(level)}</strong>
            {numberIn('majorHazardR') === null ? '' : ` R = ${number(numberIn('majorHazardR'), 4)}`}
          </dd>
        </div>
      </dl>
      {agrees === null ? null : (
        <StatusChip tone={agrees ? 'done' : 'overdue'} text={say(agrees ? 'agrees' : 'differs')} />
      )}
      {computed.recalled ? <StatusChip tone="unknown" text={say('recalled')} /> : null}
    </div>
  );
}

/** The working step by step, each with the table and the article that it follows. */
function Working(props: { readonly computed: Computed }): ReactElement {
  const { standard, working, recalledFigures } = props.computed;
  const say = useTexts(registryTexts);
  const words = useWords();
  return (
    <details className="working">
      <summary>{say('working', { standard })}</summary>
      {recalledFigures.length > 0 ? (
        <>
          <p>{say('recalledHint')}</p>
          <ul>
            {recalledFigures.map((figure) => (
              <li key={figure.en}>{words(figure)}</li>
            ))}
          </ul>
        </>
      ) : null}
      <div className="registry-scroll">
        <table className="duty-table">
          <thead>
            <tr>
              <th scope="col">{say('workingStep')}</th>
              <th scope="col">{say('working', { standard })}</th>
              <th scope="col">{say('workingSource')}</th>
            </tr>
          </thead>
          <tbody>
            {working.map(({ step, text, table, article, confidence }) => (
              <tr key={step}>
                <td>{step}</td>
                <td className="working-text">{words(text)}</td>
                <td>
                  {say('article', { table: table ?? '', article })}{' '}
                  {confidence === 'recalled' ? (
                    <StatusChip tone="unknown" text={say('recalled')} />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
