import { type ReactElement, useState } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button, ConfirmButton, Dialog } from '../../../ui/dialog.tsx';
import { SchematicMap } from '../../../ui/map/schematic-map.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { BaseMapRow } from '../base-map-contract.ts';
import { baseMapContract } from '../base-map-contract.ts';
import { NewBaseMap } from './new-base-map.tsx';
import { overviewTexts } from './texts.ts';
import './overview.css';

type State = Answer<typeof baseMapContract.baseMaps>;

const clock = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** The approved base map (底图) with its number (审图号): added, looked at, put in force, taken back. */
function BaseMapPage(): ReactElement {
  const say = useTexts(overviewTexts);
  const state = useApi(baseMapContract.baseMaps, {}, { topics: ['base-map'] });
  return (
    <div className="overview">
      <h1>{say('baseMapTitle')}</h1>
      <p className="muted">{say('baseMapHint')}</p>
      <Answered of={state}>
        {(data) => (
          <>
            <InForce state={data} />
            {data.rows.length === 0 ? (
              <PageState title={say('baseMapEmpty')} hint={say('baseMapEmptyHint')} />
            ) : (
              <Maps state={data} />
            )}
            <NewBaseMap />
            <Choices state={data} />
          </>
        )}
      </Answered>
    </div>
  );
}

/** What is drawn now; the last choice can be taken back. */
function InForce(props: { readonly state: State }): ReactElement {
  const { rows, seq } = props.state;
  const say = useTexts(overviewTexts);
  const undo = useWrite(baseMapContract.undoBaseMap);
  const choose = useWrite(baseMapContract.chooseBaseMap);
  const now = rows.find(({ inForce }) => inForce);
  return (
    <section className="card rank-head" aria-label={say('baseMapNow')}>
      <span>{say('baseMapNow')}</span>
      <strong>{now ? `${now.name} · ${now.approval}` : say('baseMapNone')}</strong>
      {seq > 0 ? (
        <ConfirmButton
          title={say('baseMapUndoAsk')}
          onConfirm={() => undo.mutateAsync({ body: { seq } }).catch(toast.bad)}
        >
          {say('baseMapUndo')}
        </ConfirmButton>
      ) : null}
      {now ? (
        <ConfirmButton
          title={say('baseMapDropAsk')}
          onConfirm={() => choose.mutateAsync({ body: { baseMap: null, seq } }).catch(toast.bad)}
        >
          {say('baseMapDrop')}
        </ConfirmButton>
      ) : null}
    </section>
  );
}

function Maps(props: { readonly state: State }): ReactElement {
  const { rows, seq } = props.state;
  const say = useTexts(overviewTexts);
  const number = useNumber();
  const choose = useWrite(baseMapContract.chooseBaseMap);
  const [looking, look] = useState<BaseMapRow | null>(null);
  return (
    <section className="card">
      <h2>{say('baseMaps')}</h2>
      <div className="overview-scroll">
        <table className="rank-table">
          <thead>
            <tr>
              {(['baseMapName', 'approval', 'attribution', 'areas', 'addedBy'] as const).map(
                (key) => (
                  <th key={key} scope="col">
                    {say(key)}
                  </th>
                ),
              )}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td>{row.approval}</td>
                <td>{row.attribution}</td>
                <td>{number(row.areas)}</td>
                <td>
                  {row.by} {clock(row.at)}
                </td>
                <td>
                  <Button label={`${say('preview')} ${row.name}`} onClick={() => look(row)}>
                    {say('preview')}
                  </Button>{' '}
                  {row.inForce ? (
                    <StatusChip tone="done" text={say('inForce')} />
                  ) : (
                    <Button
                      kind="main"
                      label={`${say('putInForce')} ${row.name}`}
                      disabled={choose.isPending}
                      onClick={() =>
                        void choose.mutateAsync({ body: { baseMap: row.id, seq } }).catch(toast.bad)
                      }
                    >
                      {say('putInForce')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {looking ? <Look map={looking} onClose={() => look(null)} /> : null}
    </section>
  );
}

/** The base map alone, as everybody would see it. */
function Look(props: { readonly map: BaseMapRow; readonly onClose: () => void }): ReactElement {
  const { map, onClose } = props;
  const say = useTexts(overviewTexts);
  const content = useApi(baseMapContract.baseMapContent, { params: { id: map.id } });
  return (
    <Dialog title={`${say('preview')} ${map.name}`} onClose={onClose} wide>
      <Answered of={content}>
        {(boundaries) => (
          <SchematicMap
            label={map.name}
            boundaries={boundaries}
            areas={[]}
            points={[]}
            height={420}
            approval={say('approvalOf', { number: map.approval })}
            attribution={map.attribution}
            twin={
              <ul className="map-list">
                {boundaries.features.map(({ properties }, index) => {
                  const code = String(properties?.code ?? '—');
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: areas have no other name
                    <li key={index}>
                      {String(properties?.name ?? '')} <small className="muted">{code}</small>
                    </li>
                  );
                })}
              </ul>
            }
          />
        )}
      </Answered>
      <div className="dialog-buttons">
        <Button onClick={onClose}>{say('close')}</Button>
      </div>
    </Dialog>
  );
}

/** Who chose what, when. */
function Choices(props: { readonly state: State }): ReactElement | null {
  const { choices } = props.state;
  const say = useTexts(overviewTexts);
  if (choices.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('baseMapHistory')}</h2>
      <ul>
        {choices.map(({ seq, name, approval, undo, by, at }) => (
          <li key={seq}>
            {clock(at)} {by} {undo ? say('baseMapUndo') : say('putInForce')}{' '}
            <b>{name === null ? say('baseMapNone') : `${name} · ${approval}`}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

export { BaseMapPage as page };
