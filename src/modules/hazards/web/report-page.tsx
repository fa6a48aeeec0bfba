import { type ReactElement, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { HazardField } from '../contract.ts';
import { hazardsContract } from '../contract.ts';
import { StepForm } from './step-form.tsx';
import { hazardsTexts } from './texts.ts';
import './hazards.css';

/** Asked by the address: where it was found says itself. */
const FILLED = new Set(['enterprise', 'sourceRecord']);

/** `/hazards/new?from=inspection/I-1&enterprise=E1`: nothing known is asked again. */
function ReportPage(): ReactElement {
  const [search] = useSearchParams();
  const [enterprise, from] = [search.get('enterprise'), search.get('from')];
  const query = { ...(enterprise ? { enterprise } : {}), ...(from ? { from } : {}) };
  const form = useApi(hazardsContract.newHazard, { query }, { topics: [] });
  return (
    <Answered of={form}>
      {(data) => <Report fields={data.fields} enterprise={data.enterprise} from={from} />}
    </Answered>
  );
}

function Report(props: {
  readonly fields: readonly HazardField[];
  readonly enterprise: { readonly id: string; readonly name: string | null } | null;
  readonly from: string | null;
}): ReactElement {
  const { fields, enterprise, from } = props;
  const say = useTexts(hazardsTexts);
  const [made, setMade] = useState<string | null>(null);
  const report = useWrite(hazardsContract.reportHazard);
  // The form is gone before the page changes: what guards unsaved work would hold it.
  if (made !== null) return <Navigate to={`/hazards/${encodeURIComponent(made)}`} replace />;
  if (enterprise === null) {
    return (
      <PageState title={say('whoseFirst')}>
        <Link to="/enterprises">{say('enterprises')}</Link>
      </PageState>
    );
  }
  const asked = fields.filter(({ name }) => !FILLED.has(name));
  return (
    <div className="hazards">
      <section className="hazard-card" aria-label={say('report')}>
        <h2>{enterprise.name ?? enterprise.id}</h2>
        <StepForm
          about={{ enterprise: enterprise.id, foundOn: null }}
          draft="new"
          label={say('report')}
          submitText={say('report')}
          fields={asked}
          reason={false}
          send={async (values) => {
            const source = from ? { sourceRecord: from } : {};
            const set = { ...values, ...source, enterprise: enterprise.id };
            const { id } = await report.mutateAsync({ body: { set } });
            toast.good(say('reported'));
            setMade(id);
          }}
        />
      </section>
    </div>
  );
}

export { ReportPage as page };
