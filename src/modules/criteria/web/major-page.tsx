import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useFilters } from '../../../ui/ledger/filters.ts';
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
      <nav className="tabs" aria-label={say('tabs')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to={`?tab=${each}`}
            replace
            aria-current={each === shown && hazard === undefined ? 'page' : undefined}
          >
            {say(each)}
          </Link>
        ))}
      </nav>
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
