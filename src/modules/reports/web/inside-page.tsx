import { type ReactElement, useState } from 'react';
import { callApi } from '../../../ui/api/call.ts';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { reportsContract } from '../contract.ts';
import type { Kind } from '../model.ts';
import { kindNames, kinds } from '../model.ts';
import { reportsTexts } from './texts.ts';
import './reports.css';

const ONCE_BYTES = 18;

/** A secret of this form: sent twice it makes one report. */
function newOnce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ONCE_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

interface Ticket {
  readonly code: string;
  readonly pin: string;
}

/** `/tips/new`: an employee reports to the own enterprise, by name or without. */
function InsidePage(): ReactElement {
  const say = useTexts(reportsTexts);
  const fields = useFields();
  const [once] = useState(newOnce);
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const send = async (values: Values): Promise<void> => {
    const text = (name: string): string => String(values[name] ?? '');
    const body = {
      ...{ once, kind: text('kind') as Kind, place: text('place'), text: text('text') },
      ...{ withinDuty: values.withinDuty === 'in', anonymous: values.anonymous === true },
      contact: text('contact'),
    };
    setTicket(await callApi(reportsContract.reportInside, { body }));
  };
  return (
    <div className="reports">
      <section className="reports-card" aria-label={say('inside')}>
        {ticket ? (
          <Given ticket={ticket} />
        ) : (
          <>
            <p>{say('insideHint')}</p>
            <FieldForm
              name="tips/new"
              label={say('inside')}
              fields={fields}
              initial={{
                ...{ kind: null, place: null, text: null, withinDuty: 'out' },
                ...{ anonymous: false, contact: null },
              }}
              submit={send}
              submitText={say('send')}
            />
          </>
        )}
      </section>
    </div>
  );
}

function useFields(): readonly FormField[] {
  const say = useTexts(reportsTexts);
  const words = useWords();
  return [
    {
      ...{ name: 'kind', label: say('kind'), kind: 'select', required: true },
      options: kindNames.map((kind) => ({ value: kind, label: words(kinds[kind]) })),
    },
    { name: 'place', label: say('spot'), kind: 'text', required: true },
    { name: 'text', label: say('said'), kind: 'area' },
    {
      ...{ name: 'withinDuty', label: say('withinDuty'), kind: 'select', required: true },
      options: [
        { value: 'out', label: say('dutyOut') },
        { value: 'in', label: say('dutyIn') },
      ],
    },
    { name: 'anonymous', label: say('anonymously'), kind: 'boolean', required: true },
    { name: 'contact', label: say('contact'), kind: 'text' },
  ];
}

function Given(props: { readonly ticket: Ticket }): ReactElement {
  const { code, pin } = props.ticket;
  const say = useTexts(reportsTexts);
  return (
    <>
      <p className="reports-secret">{say('ticket')}</p>
      <dl>
        <div>
          <dt>{say('code')}</dt>
          <dd className="reports-ticket">{code}</dd>
        </div>
        <div>
          <dt>{say('pin')}</dt>
          <dd className="reports-ticket">{pin}</dd>
        </div>
      </dl>
      <p>
        <a href="/r/q">{say('follow')}</a>
      </p>
    </>
  );
}

export { InsidePage as page };
