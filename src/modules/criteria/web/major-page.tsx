import type { ReactElement } from 'react';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { TabLinks } from '../../../ui/tab-links.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { AlikePart } from './alike-part.tsx';
import { DatabasePart } from './database-part.tsx';
import { EditionsPart } from './editions-part.tsx';
import { SuspectedPart } from './suspected-part.tsx';
import { criteriaTexts } from './texts.ts';
import './criteria.css';

const TABS = ['statutory', 'cityRule', 'suspected', 'editions'] as const;
type Tab = (typeof TABS)[number];

/** Database of major hazards (重大隐患数据库): statutory, the city's rule, what is suspected. */
function MajorPage(): ReactElement {
  const say = useTexts(criteriaTexts);
  const [{ tab, hazard }] = useFilters(['tab', 'hazard']);
  const shown: Tab = TABS.find((each) => each === tab) ?? 'statutory';
  return (
    <div className="criteria">
      <h1>{say('title')}</h1>
      <TabLinks
        label={say('tabs')}
        names={TABS}
        shown={hazard === undefined ? shown : null}
        say={say}
      />
      {hazard === undefined ? <Part tab={shown} /> : <AlikePart hazard={hazard} />}
    </div>
  );
}

function Part(props: { readonly tab: Tab }): ReactElement {
  const { tab } = props;
  if (tab === 'suspected') return <SuspectedPart />;
  if (tab === 'editions') return <EditionsPart />;
  return <DatabasePart key={tab} kind={tab} />;
}

export { MajorPage as page };
