import type { ReactElement } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { templatesContract } from '../contract.ts';
import { partNames } from '../model.ts';
import { templatesTexts } from './texts.ts';

type Layout = Answer<typeof templatesContract.layout>;

const timeOf = (text: string): string =>
  new Date(text).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** Every version: from when, what was set, by whom and why. */
export function History(props: { readonly layout: Layout }): ReactElement {
  const { versions } = props.layout;
  const say = useTexts(templatesTexts);
  if (versions.length === 0) return <p className="muted">{say('noHistory')}</p>;
  return (
    <>
      <h2>{say('history')}</h2>
      <table className="templates-table">
        <thead>
          <tr>
            {(['from', 'set', 'by', 'at', 'note'] as const).map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map(({ id, from, parts, by, at, note, inForce }) => (
            <tr key={id}>
              <td>
                {from} {inForce ? <StatusChip tone="done" text={say('inForce')} /> : null}
              </td>
              <td>
                {partNames
                  .filter((name) => parts[name] !== '')
                  .map((name) => (
                    <div key={name}>{say('pair', { name: say(name), text: parts[name] })}</div>
                  ))}
              </td>
              <td>{by}</td>
              <td>{timeOf(at)}</td>
              <td>{note ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
