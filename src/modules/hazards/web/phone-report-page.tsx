import { type ReactElement, useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../ui/dialog.tsx';
import { readDraft, writeDraft } from '../../../ui/offline/drafts.ts';
import { LittleRoom } from '../../../ui/offline/little-room.tsx';
import type { OutboxRecord } from '../../../ui/offline/model.ts';
import { KeptNote, useKeptApi } from '../../../ui/offline/use-kept-api.tsx';
import { useOutbox, useSubmit } from '../../../ui/offline/use-outbox.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Answered, Loading, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { type HazardField, hazardsContract } from '../contract.ts';
import { MyReports } from './phone-my-reports.tsx';
import { type Filled, mendedBody, recordOf, valuesIn } from './phone-report.ts';
import { phoneReportTexts } from './phone-texts.ts';

const DRAFT = 'hazards.report';

/** P56 `/m/report`: words, perhaps a place, submit; with or without a network. */
function PhoneReportPage(): ReactElement {
  const say = useTexts(phoneReportTexts);
  const form = useKeptApi(hazardsContract.newHazard, { query: {} }, { topics: [] });
  const [search] = useSearchParams();
  const { records } = useOutbox();
  const mend = search.get('mend');
  const mended = mend === null ? null : records.find(({ id }) => id === mend);
  if (mended === undefined) return <Loading />;
  return (
    <Answered of={form}>
      {(kept) => {
        const { enterprise, fields } = kept.answer;
        if (enterprise === null) return <PageState title={say('several')} />;
        return (
          <>
            <KeptNote of={kept} />
            <LittleRoom />
            <Form
              key={mend ?? 'new'}
              enterprise={enterprise.id}
              fields={fields}
              mended={mended?.state === 'refused' ? mended : null}
            />
            <MyReports />
          </>
        );
      }}
    </Answered>
  );
}

interface FormProps {
  readonly enterprise: string;
  readonly fields: readonly HazardField[];
  /** A refused one that its writer mends. */
  readonly mended: OutboxRecord | null;
}

/** What is written, kept as it is typed, and how it goes. */
function useReport({ enterprise, fields, mended }: FormProps) {
  const say = useTexts(phoneReportTexts);
  const { user } = useSession();
  const submit = useSubmit();
  const { outbox, flush } = useOutbox();
  const navigate = useNavigate();
  const labels = { note: say('what'), facility: say('where'), kind: say('kind') };
  const [values, setValues] = useState<Filled>(() =>
    mended ? valuesIn(mended) : readDraft(user, DRAFT),
  );
  const [fault, setFault] = useState(false);
  const change = (name: keyof Filled, value: string): void => {
    const next = { ...values, [name]: value };
    setValues(next);
    setFault(false);
    if (!mended) writeDraft(user, DRAFT, next);
  };
  const send = async (): Promise<void> => {
    if ((values.note ?? '').trim() === '') {
      setFault(true);
      document.getElementById('report-note')?.focus();
      return;
    }
    const words = { labels, fields };
    try {
      if (mended) {
        await outbox?.mend(mended.id, mendedBody(mended, values, words));
        flush();
        void navigate('/m/outbox', { replace: true });
      } else {
        await submit(recordOf(enterprise, values, words));
        writeDraft(user, DRAFT, {});
        setValues({});
      }
      toast.good(say('kept'));
    } catch {
      toast.warn(say('notKept'));
    }
  };
  return { values, fault, change, send };
}

function Form(props: FormProps): ReactElement {
  const { fields, mended } = props;
  const say = useTexts(phoneReportTexts);
  const { values, fault, change, send } = useReport(props);
  return (
    <form
      className="phone-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="phone-field">
        <label htmlFor="report-note">{say('what')}</label>
        <textarea
          id="report-note"
          rows={4}
          maxLength={2000}
          required
          aria-invalid={fault}
          aria-describedby="report-note-hint"
          value={values.note ?? ''}
          onChange={({ target }) => change('note', target.value)}
        />
        <p id="report-note-hint" className={fault ? 'field-fault' : 'muted'}>
          {say(fault ? 'needed' : 'whatHint')}
        </p>
      </div>
      <Choice name="facility" label={say('where')} {...{ fields, values, change }} />
      <Choice name="kind" label={say('kind')} {...{ fields, values, change }} />
      <Button kind="main" type="submit" wide>
        {say(mended ? 'resend' : 'submit')}
      </Button>
    </form>
  );
}

/** One of what the server offers; not there where it offers nothing. */
function Choice(props: {
  readonly name: 'facility' | 'kind';
  readonly label: string;
  readonly fields: readonly HazardField[];
  readonly values: Filled;
  readonly change: (name: 'facility' | 'kind', value: string) => void;
}): ReactElement | null {
  const { name, label, fields, values, change } = props;
  const say = useTexts(phoneReportTexts);
  const words = useWords();
  const options = fields.find((field) => field.name === name)?.options ?? [];
  const id = `report-${name}`;
  const value = values[name] ?? '';
  const known = options.some((option) => option.value === value);
  useEffect(() => {
    // What stood in a draft and is offered no longer.
    if (value !== '' && !known) change(name, '');
  });
  if (options.length === 0) return null;
  return (
    <div className="phone-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => change(name, target.value)}>
        <option value="">{say('any')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {words(option.label)}
          </option>
        ))}
      </select>
    </div>
  );
}

export { PhoneReportPage as page };
