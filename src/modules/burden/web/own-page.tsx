import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { burdenContract } from '../contract.ts';
import { FILTERS, monthsIn, Period } from './parts.tsx';
import { Sums } from './sums.tsx';
import { burdenTexts } from './texts.ts';
import './burden.css';

/** What forms cost one's own enterprise, as the city sees it. */
function OwnPage(): ReactElement {
  const [filters, choose] = useFilters(FILTERS);
  const say = useTexts(burdenTexts);
  const words = useWords();
  const query = { months: monthsIn(filters) };
  const burden = useApi(burdenContract.burden, { query }, { keepLast: true });
  return (
    <div className="burden">
      <h1>{say('ownTitle')}</h1>
      <p className="muted">{say('hint')}</p>
      <Period filters={filters} choose={choose} />
      <Answered of={burden}>
        {({ from, until, forms }) => (
          <>
            <p className="muted">{say('spanOwn', { from, until })}</p>
            {forms.length === 0 ? (
              <PageState title={say('none')} hint={say('noneHint')} />
            ) : (
              <Sums
                title={say('byForm')}
                head={say('form')}
                rows={forms.map((row) => ({ ...row, key: row.form, name: words(row.name) }))}
                own
              />
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

export { OwnPage as page };
