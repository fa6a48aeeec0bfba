import { type ReactElement, useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { SchematicMap } from '../../../ui/map/schematic-map.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { type WarningRow, warningContract } from '../contract.ts';
import { type Kind, kinds } from '../model.ts';
import { GradeChip, pathOf } from './parts.tsx';
import { warningTexts } from './texts.ts';

type View = Answer<typeof warningContract.warningMap>;
type Choose = (change: { readonly division?: string | null }) => void;

/** Grades on the map as they change, beside the same rows in words. */
export function MapPart(props: {
  readonly division: string | undefined;
  readonly choose: Choose;
}): ReactElement {
  const { division, choose } = props;
  const say = useTexts(warningTexts);
  const query = division ? { division } : {};
  const choice = { keepLast: true, topics: ['warning'], prompt: true };
  const map = useApi(warningContract.warningMap, { query }, choice);
  return (
    <>
      <p className="muted">{say('mapHint')}</p>
      <Answered of={map}>
        {(view) => (
          <>
            <p className="warning-head">
              {view.live ? (
                <StatusChip tone="going" text={say('mapLive')} />
              ) : (
                <span>{say('mapDay', { day: view.asOf })}</span>
              )}
              {division ? (
                <Button onClick={() => choose({ division: null })}>{say('allDivisions')}</Button>
              ) : null}
            </p>
            <Picture view={view} choose={choose} />
          </>
        )}
      </Answered>
    </>
  );
}

function Picture(props: { readonly view: View; readonly choose: Choose }): ReactElement {
  const { view, choose } = props;
  const say = useTexts(warningTexts);
  const go = useNavigate();
  const { rows } = view;
  const areas = useMemo(
    () =>
      rows
        .filter(({ kind }) => kind === 'county')
        .map(({ id, name, grade, alarms }) => {
          const text = `${name} ${say(grade)}`;
          const label = alarms > 0 ? `${text} ${say('alarmCount', { count: alarms })}` : text;
          return { code: id, label, level: grade };
        }),
    [rows, say],
  );
  const points = useMemo(
    () =>
      rows.flatMap(({ kind, id, name, lon, lat, grade, alarms }) => {
        if (kind !== 'enterprise' || lon === null || lat === null) return [];
        const mark = alarms > 0 ? { mark: String(alarms) } : {};
        return [{ id, label: name, lon, lat, level: grade, ...mark }];
      }),
    [rows],
  );
  return (
    <SchematicMap
      label={say('title')}
      boundaries={view.boundaries}
      areas={areas}
      points={points}
      height={620}
      onArea={(code) => {
        // Of the others nothing is known here, or nothing is his.
        if (areas.some((area) => area.code === code)) choose({ division: code });
      }}
      onPoint={(id) => go(pathOf('enterprise', id))}
      {...(view.approval === null
        ? {}
        : { approval: say('approvalOf', { number: view.approval }) })}
      {...(view.attribution === null ? {} : { attribution: view.attribution })}
      twin={<Twin view={view} />}
    />
  );
}

/** From the city down. */
const ORDER: readonly Kind[] = ['city', 'county', 'park', 'enterprise', 'installation'];

/** The map in words: every row that is drawn, and what has no place. */
function Twin(props: { readonly view: View }): ReactElement {
  const { rows, total } = props.view;
  const say = useTexts(warningTexts);
  const words = useWords();
  const number = useNumber();
  return (
    <>
      <p className="muted">
        {say('mapShown', { shown: number(rows.length), total: number(total) })}
      </p>
      {ORDER.map((kind) => {
        const own = rows.filter((row) => row.kind === kind);
        return own.length === 0 ? null : (
          <section key={kind} aria-label={words(kinds[kind])}>
            <h2>{words(kinds[kind])}</h2>
            <ul className="warning-rows">
              {own.map((row) => (
                <TwinRow key={row.id} row={row} placed={row.lon !== null || !PLACED.has(kind)} />
              ))}
            </ul>
          </section>
        );
      })}
      {rows.length === 0 ? <p>{say('none')}</p> : null}
    </>
  );
}

/** Of an enterprise they open as a list. */
function Alarms({ row }: { readonly row: WarningRow }): ReactElement {
  const say = useTexts(warningTexts);
  const text = say('alarmCount', { count: row.alarms });
  if (row.kind !== 'enterprise') return <span>{text}</span>;
  return <Link to={`/alarms/list?show=open&enterprise=${row.id}`}>{text}</Link>;
}

const PLACED: ReadonlySet<Kind> = new Set(['enterprise', 'installation']);

function TwinRow(props: { readonly row: WarningRow; readonly placed: boolean }): ReactElement {
  const { row, placed } = props;
  const say = useTexts(warningTexts);
  return (
    <li>
      <GradeChip grade={row.grade} /> <Link to={pathOf(row.kind, row.id)}>{row.name}</Link>{' '}
      {row.alarms > 0 ? <Alarms row={row} /> : null}{' '}
      {placed ? null : <span className="muted">{say('noPlace')}</span>}
    </li>
  );
}
