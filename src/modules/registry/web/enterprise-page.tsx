import type { ReactElement } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { AUTHORITY_AND_PARK } from '../../../law/roles.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { CriteriaTab } from '../../criteria/web/index.ts';
import { registryContract } from '../contract.ts';
import type { EnterpriseFile } from '../model.ts';
import { CompletenessCard, DutyCounts, DutyTable } from './authority-parts.tsx';
import { FieldGroups } from './fields.tsx';
import { Changes } from './history.tsx';
import { RecordActions } from './record-actions.tsx';
import { RecordsOf } from './records-tab.tsx';
import { registryTexts } from './texts.ts';
import { Events, TimelineTab } from './timeline-tab.tsx';
import './registry.css';

const TABS = [
  ...(['overview', 'facilities', 'equipment', 'people', 'duties', 'criteria'] as const),
  ...(['timeline', 'others', 'history'] as const),
];
type Tab = (typeof TABS)[number];

const isTab = (text: string | null): text is Tab => TABS.some((tab) => tab === text);

/** One enterprise, one file (一企一档); the part that is open stands in the address. */
function EnterprisePage(): ReactElement {
  const { id = '' } = useParams();
  const file = useApi(registryContract.enterprise, { params: { id } });
  return <Answered of={file}>{(data) => <Whole file={data} />}</Answered>;
}

function Whole(props: { readonly file: EnterpriseFile }): ReactElement {
  const { file } = props;
  const say = useTexts(registryTexts);
  const [search] = useSearchParams();
  const asked = search.get('tab');
  const { roles } = useSession();
  const watches = AUTHORITY_AND_PARK.some((role) => roles.includes(role));
  const tab = isTab(asked) ? asked : 'overview';
  const to = (name: string): string => {
    const next = new URLSearchParams(search);
    next.set('tab', name);
    return `?${next}`;
  };
  return (
    <div className="registry">
      <header className="record-head">
        <div>
          <p className="muted">{file.id}</p>
          <h1>
            {file.name} {file.live ? null : <StatusChip tone="unknown" text={say('ended')} />}
          </h1>
        </div>
        <RecordActions record={file} />
      </header>
      <nav className="tabs" aria-label={say('tabs')}>
        {TABS.map((name) => (
          <Link key={name} to={to(name)} replace aria-current={name === tab ? 'page' : undefined}>
            {say(name)}
          </Link>
        ))}
        <Link to={`/warnings/enterprise/${file.id}`}>{say('warnings')}</Link>
        {watches ? <Link to={`/risks?enterprise=${file.id}`}>{say('risks')}</Link> : null}
        {watches ? <Link to={`/enterprises/${file.id}/posts`}>{say('posts')}</Link> : null}
      </nav>
      <TabBody tab={tab} file={file} />
    </div>
  );
}

function TabBody(props: { readonly tab: Tab; readonly file: EnterpriseFile }): ReactElement {
  const { tab, file } = props;
  switch (tab) {
    case 'overview':
      return (
        <div className="file-groups">
          <FieldGroups record={file} />
          <CompletenessCard of={file.completeness} />
        </div>
      );
    case 'facilities':
      return (
        <>
          <RecordsOf file={file} type="facility" />
          <RecordsOf file={file} type="process" />
        </>
      );
    case 'equipment':
      return <RecordsOf file={file} type="equipment" />;
    case 'people':
      return <RecordsOf file={file} type="person" />;
    case 'duties':
      return <Duties id={file.id} />;
    case 'criteria':
      return <CriteriaTab enterprise={file.id} />;
    case 'timeline':
      return <TimelineTab id={file.id} />;
    case 'others':
      return <Others file={file} />;
    case 'history':
      return <Changes type="enterprise" id={file.id} />;
  }
}

function Duties(props: { readonly id: string }): ReactElement {
  const say = useTexts(registryTexts);
  const view = useApi(registryContract.authorityView, { params: { id: props.id } });
  return (
    <Answered of={view}>
      {({ duties, visits }) => (
        <>
          <DutyCounts counts={duties.counts} />
          <DutyTable rows={duties.rows} />
          <section className="card" aria-label={say('visits')}>
            <h2>{say('visits')}</h2>
            {visits.length > 0 ? <Events rows={visits} /> : <p>{say('visitsNone')}</p>}
          </section>
        </>
      )}
    </Answered>
  );
}

const OWN_TABS = new Set(['facility', 'process', 'equipment', 'person']);

/** Every other type of record: how many there are, and one of them open. */
function Others(props: { readonly file: EnterpriseFile }): ReactElement {
  const { file } = props;
  const words = useWords();
  const [search] = useSearchParams();
  const types = file.counts
    .filter(({ type, count, mayAdd }) => !OWN_TABS.has(type) && (count > 0 || mayAdd))
    .sort((a, b) => Number(b.count > 0) - Number(a.count > 0));
  const asked = search.get('type');
  const open = types.find(({ type }) => type === asked) ?? types[0];
  const to = (type: string): string => {
    const next = new URLSearchParams(search);
    next.set('type', type);
    return `?${next}`;
  };
  return (
    <div className="others">
      <ul className="types">
        {types.map(({ type, label, count }) => (
          <li key={type}>
            <Link to={to(type)} replace aria-current={type === open?.type ? 'true' : undefined}>
              {words(label).split(/[;,]/)[0]} <span className="muted">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div>{open ? <RecordsOf key={open.type} file={file} type={open.type} /> : null}</div>
    </div>
  );
}

export { EnterprisePage as page };
