import type { ReactElement } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { AUTHORITY_AND_PARK } from '../../../law/roles.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { NumberCard } from '../../../ui/number-card.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import type { ParkFile } from '../park-contract.ts';
import { FieldGroups } from './fields.tsx';
import { Changes } from './history.tsx';
import { ParkDuties } from './park-duties.tsx';
import { ParkFirms, ParkRecords, ParkSites } from './park-lists.tsx';
import { RecordActions } from './record-actions.tsx';
import { registryTexts } from './texts.ts';
import './registry.css';

const TABS = {
  overview: 'parkRecord',
  enterprises: 'parkFirms',
  installations: 'parkSites',
  duties: 'parkDuties',
  grades: 'parkGrades',
  history: 'history',
} as const;
type Tab = keyof typeof TABS;
const tabs = Object.keys(TABS) as readonly Tab[];

/** One park (园区档案): its record, what lies in it, and how its duties stand. */
function ParkPage(): ReactElement {
  const { id = '' } = useParams();
  const park = useApi(registryContract.park, { params: { id } });
  return <Answered of={park}>{(data) => <Whole park={data} />}</Answered>;
}

function Whole(props: { readonly park: ParkFile }): ReactElement {
  const { park } = props;
  const say = useTexts(registryTexts);
  const { roles } = useSession();
  const watches = AUTHORITY_AND_PARK.some((role) => roles.includes(role));
  const [search] = useSearchParams();
  const asked = search.get('tab');
  const tab = tabs.find((name) => name === asked) ?? 'overview';
  const to = (name: Tab, more: Readonly<Record<string, string>> = {}): string => {
    const next = new URLSearchParams(search);
    for (const filter of ['clause', 'status', 'level']) next.delete(filter);
    next.set('tab', name);
    for (const [key, value] of Object.entries(more)) next.set(key, value);
    return `?${next}`;
  };
  return (
    <div className="registry">
      <header className="record-head">
        <div>
          <p className="muted">{park.id}</p>
          <h1>
            {park.name} {park.live ? null : <StatusChip tone="unknown" text={say('ended')} />}
          </h1>
        </div>
        <RecordActions record={park} />
      </header>
      <Figures park={park} to={to} />
      <nav className="tabs" aria-label={say('tabs')}>
        {tabs.map((name) => (
          <Link key={name} to={to(name)} replace aria-current={name === tab ? 'page' : undefined}>
            {say(TABS[name])}
          </Link>
        ))}
        {watches ? <Link to={`/warnings/park/${park.id}`}>{say('warnings')}</Link> : null}
      </nav>
      <TabBody tab={tab} park={park} to={to} />
    </div>
  );
}

type To = (name: Tab, more?: Readonly<Record<string, string>>) => string;

/** Each figure opens its rows. */
function Figures(props: { readonly park: ParkFile; readonly to: To }): ReactElement {
  const { park, to } = props;
  const { enterprises, installations, duties } = park.figures;
  const say = useTexts(registryTexts);
  const { asOf } = park;
  const sites = installations.reduce((sum, { count }) => sum + count, 0);
  const nameOf = (level: number | null): string =>
    level === null ? say('parkLevelUnknown') : say('level', { level: String(level) });
  const dutyOf = (status: string): string =>
    say('titled', { what: say('parkDuties'), name: status });
  const card = (label: string, value: number, link: string, bad = false): ReactElement => (
    <NumberCard {...{ label, value, asOf, to: link, tone: bad && value > 0 ? 'bad' : 'plain' }} />
  );
  return (
    <div className="park-figures">
      {card(say('parkFirms'), enterprises, to('enterprises'))}
      <NumberCard label={say('parkSites')} value={sites} asOf={asOf} to={to('installations')}>
        <p className="park-levels">
          {installations.map(({ level, count }) => (
            <Link
              key={level ?? 'none'}
              to={to('installations', { level: String(level ?? 'none') })}
            >
              {nameOf(level)} {count}
            </Link>
          ))}
        </p>
      </NumberCard>
      {card(dutyOf(say('overdue')), duties.overdue ?? 0, to('duties', { status: 'overdue' }), true)}
      {card(dutyOf(say('unknown')), duties.unknown ?? 0, to('duties', { status: 'unknown' }))}
      {card(dutyOf(say('pending')), duties.pending ?? 0, to('duties', { status: 'pending' }))}
      {card(dutyOf(say('lateDone')), duties.late ?? 0, to('duties', { status: 'late' }))}
      {card(dutyOf(say('met2')), duties.met ?? 0, to('duties', { status: 'met' }))}
    </div>
  );
}

function TabBody(props: {
  readonly tab: Tab;
  readonly park: ParkFile;
  readonly to: To;
}): ReactElement {
  const { tab, park, to } = props;
  const { id } = park;
  switch (tab) {
    case 'overview':
      return (
        <div className="file-groups">
          <FieldGroups record={park} />
        </div>
      );
    case 'enterprises':
      return <ParkFirms id={id} />;
    case 'installations':
      return <ParkSites id={id} />;
    case 'duties':
      return <ParkDuties park={park} to={(more) => to('duties', more)} />;
    case 'grades':
      return (
        <>
          <ParkRecords id={id} of="parkAssessments" />
          <ParkRecords id={id} of="parkStatuses" />
        </>
      );
    case 'history':
      return <Changes type="park" id={id} />;
  }
}

export { ParkPage as page };
