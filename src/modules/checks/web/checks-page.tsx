import type { ReactElement } from 'react';
import { ENTERPRISE, type Role } from '../../../law/roles.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useSession } from '../../../ui/session.tsx';
import { PageState } from '../../../ui/states.tsx';
import { TabLinks } from '../../../ui/tab-links.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { CodesPart } from './codes-part.tsx';
import { CompletionPart } from './completion-part.tsx';
import { LedPart } from './led-part.tsx';
import { ListPart } from './list-part.tsx';
import { checksTexts } from './texts.ts';
import './checks.css';

const TABS = ['completion', 'list', 'led', 'codes'] as const;
type Tab = (typeof TABS)[number];

/** `/e/checks` of an enterprise, `/checks` of whoever watches several. */
function ChecksPage(): ReactElement {
  const say = useTexts(checksTexts);
  const [{ tab, enterprise }] = useFilters(['tab', 'enterprise']);
  const shown: Tab = TABS.find((each) => each === tab) ?? 'completion';
  const whose = enterprise ? `&enterprise=${encodeURIComponent(enterprise)}` : '';
  return (
    <div className="checks">
      <h1>{say('title')}</h1>
      <TabLinks label={say('tabs')} names={TABS} shown={shown} say={say} kept={whose} />
      <Part tab={shown} enterprise={enterprise} />
    </div>
  );
}

/** Some parts are of one enterprise: of his own, or of the one that was chosen. */
function Part(props: { readonly tab: Tab; readonly enterprise: string | undefined }): ReactElement {
  const { tab, enterprise } = props;
  const say = useTexts(checksTexts);
  const { roles } = useSession();
  if (tab === 'completion') return <CompletionPart />;
  if (tab === 'list') return <ListPart />;
  const own = roles.some((role) => ENTERPRISE.includes(role as Role));
  if (!own && enterprise === undefined) return <PageState title={say('whose')} />;
  return tab === 'led' ? (
    <LedPart enterprise={enterprise} />
  ) : (
    <CodesPart enterprise={enterprise} />
  );
}

export { ChecksPage as page };
