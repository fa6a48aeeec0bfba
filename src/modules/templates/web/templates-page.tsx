import { type ReactElement, useState } from 'react';
import { callApi, keep } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { templatesContract } from '../contract.ts';
import type { DocumentKind, Parts } from '../model.ts';
import { documentKinds, partNames } from '../model.ts';
import { ChangeLayout } from './change.tsx';
import { History } from './history.tsx';
import { Sheets } from './sheets.tsx';
import { templatesTexts } from './texts.ts';
import './templates.css';

type Layout = Answer<typeof templatesContract.layout>;

/** What papers and ledgers are made of: the parts that a bureau sets, and the forms that the system gives. */
function TemplatesPage(): ReactElement {
  const [filters, choose] = useFilters(['division'] as const);
  const say = useTexts(templatesTexts);
  const { division } = filters;
  const query = division === undefined ? {} : { division };
  const layout = useApi(templatesContract.layout, { query }, { keepLast: true });
  return (
    <div className="templates">
      <h1>{say('title')}</h1>
      <Answered of={layout}>
        {(data) => (
          <>
            {data.divisions.length > 1 ? (
              <FilterBar
                fields={[
                  {
                    ...{ name: 'division' as const, label: say('division'), kind: 'select' },
                    options: data.divisions.map(({ id, name }) => ({ value: id, label: name })),
                  },
                ]}
                values={{ division: data.division.id }}
                onChange={choose}
              />
            ) : null}
            <Papers key={data.division.id} layout={data} />
          </>
        )}
      </Answered>
      <Sheets />
    </div>
  );
}

function Papers(props: { readonly layout: Layout }): ReactElement {
  const { layout } = props;
  const say = useTexts(templatesTexts);
  const [changing, change] = useState(false);
  return (
    <section className="card">
      <div className="templates-head">
        <h2>
          {layout.division.name} · {say('papers')}
        </h2>
        {layout.maySet ? <Button onClick={() => change(true)}>{say('change')}</Button> : null}
      </div>
      <p className="muted">{say('papersHint')}</p>
      <div className="templates-two">
        <PartsTable layout={layout} />
        <Sample parts={layout.parts} year={layout.asOf.slice(0, 4)} />
      </div>
      <Previews layout={layout} />
      <History layout={layout} />
      {changing ? <ChangeLayout layout={layout} onClose={() => change(false)} /> : null}
    </section>
  );
}

/** Each part, what it says now, and where on the paper it stands. */
function PartsTable(props: { readonly layout: Layout }): ReactElement {
  const { parts, set } = props.layout;
  const say = useTexts(templatesTexts);
  return (
    <table className="templates-table">
      <thead>
        <tr>
          <th scope="col">{say('part')}</th>
          <th scope="col">{say('shown')}</th>
          <th scope="col">{say('where')}</th>
        </tr>
      </thead>
      <tbody>
        {partNames.map((name) => (
          <tr key={name}>
            <th scope="row">{say(name)}</th>
            <td>
              {parts[name] === '' ? <span className="muted">{say('notSet')}</span> : parts[name]}{' '}
              {parts[name] !== '' && set[name] === '' ? (
                <span className="muted">{say('usual')}</span>
              ) : null}
            </td>
            <td className="muted">{say(`${name}Where`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The first page with example content, near to what Word will show. */
export function Sample(props: { readonly parts: Parts; readonly year: string }): ReactElement {
  const { parts, year } = props;
  const { letterhead, reminderCode: code, signer, salutation, closingReminder, contact } = parts;
  const say = useTexts(templatesTexts);
  const name = salutation === '' ? say('sampleFirm') : salutation;
  return (
    <article className="templates-paper" aria-label={say('sample')}>
      <p className="templates-number muted">{say('sample')}</p>
      <p className="templates-mark">{letterhead}</p>
      <p className="templates-number">{say('sampleNumber', { code, year })}</p>
      <strong>{say('sampleTitle')}</strong>
      <p>{say('sampleTo', { name })}</p>
      <p className="templates-text">{say('sampleText')}</p>
      {closingReminder === '' ? null : <p className="templates-text">{closingReminder}</p>}
      <p className="templates-sign">{signer}</p>
      {contact === '' ? null : <p>{say('sampleContact', { text: contact })}</p>}
    </article>
  );
}

function Previews(props: { readonly layout: Layout }): ReactElement {
  const { set, division } = props.layout;
  const say = useTexts(templatesTexts);
  const download = async (kind: DocumentKind): Promise<void> => {
    try {
      const given = { params: { division: division.id }, body: { kind, parts: set } };
      keep(await callApi(templatesContract.previewPaper, given));
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <p className="templates-buttons">
      {documentKinds.map((kind) => (
        <Button key={kind} onClick={() => void download(kind)}>
          {say('previewOf', { name: say(kind) })}
        </Button>
      ))}
    </p>
  );
}

export { TemplatesPage as page };
