import { type ReactElement, useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../ui/dialog.tsx';
import { useTaking } from '../../../ui/offline/attachments.ts';
import { readDraft, writeDraft } from '../../../ui/offline/drafts.ts';
import { LittleRoom } from '../../../ui/offline/little-room.tsx';
import type { OutboxRecord } from '../../../ui/offline/model.ts';
import { taken } from '../../../ui/offline/store.ts';
import { Take } from '../../../ui/offline/take.tsx';
import { KeptNote, useKeptApi } from '../../../ui/offline/use-kept-api.tsx';
import { useOutbox, useSubmit } from '../../../ui/offline/use-outbox.tsx';
import { useVoice } from '../../../ui/offline/use-voice.ts';
import { useSession } from '../../../ui/session.tsx';
import { Answered, Loading, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { type HazardField, hazardsContract } from '../contract.ts';
import { MOST_FILES } from '../model.ts';
import { MyReports } from './phone-my-reports.tsx';
import { type Filled, mendedBody, recordOf, valuesIn } from './phone-report.ts';
import { phoneReportTexts } from './phone-texts.ts';

const DRAFT = 'hazards.report';

/** P56 `/m/report`: a photograph, a voice note or words, submit; with or without a network. */
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
  const taking = useTaking(DRAFT, mended?.photos ?? null);
  const voice = useVoice();
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
    const said = await voice.stop();
    const items = said ? [...taking.items, await taking.addVoice(said)] : taking.items;
    if ((values.note ?? '').trim() === '' && items.length === 0) {
      setFault(true);
      document.getElementById('report-note')?.focus();
      return;
    }
    const words = { labels, fields, photos: items, seen: say('seen'), taken: say('taken') };
    try {
      if (mended) {
        const change = mendedBody(mended, values, words);
        await outbox?.mend(mended.id, change, items);
        await taken.drop(mended.photos.filter((id) => !change.photos.includes(id)));
        flush();
        void navigate('/m/outbox', { replace: true });
      } else {
        await submit(recordOf(enterprise, values, words), items);
        writeDraft(user, DRAFT, {});
        setValues({});
        taking.clear();
      }
      toast.good(say('kept'));
    } catch {
      toast.warn(say('notKept'));
    }
  };
  return { values, fault, change, send, taking, voice };
}

function Form(props: FormProps): ReactElement {
  const { fields, mended } = props;
  const say = useTexts(phoneReportTexts);
  const { values, fault, change, send, taking, voice } = useReport(props);
  return (
    <form
      className="phone-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Take
        most={MOST_FILES}
        items={taking.items}
        onPhoto={taking.addPhoto}
        onRemove={taking.remove}
        voice={voice}
        onVoice={taking.addVoice}
      />
      <div className="phone-field">
        <label htmlFor="report-note">{say('what')}</label>
        <textarea
          id="report-note"
          rows={3}
          maxLength={2000}
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
