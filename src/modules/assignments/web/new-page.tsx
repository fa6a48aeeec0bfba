import { type ReactElement, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { Quote } from '../../../ui/timeline.tsx';
import { toast } from '../../../ui/toasts.tsx';
import { assignmentsContract } from '../contract.ts';
import type { ChosenStatus } from '../model.ts';
import { assignmentsTexts } from './texts.ts';
import './assignments.css';

type Preview = Answer<typeof assignmentsContract.assignmentPreview>;
const USUAL_MINUTES = 30;
const { giveAssignment } = assignmentsContract;

interface Asked {
  readonly clause: string;
  readonly status: ChosenStatus;
  readonly division?: string;
}

/** From a clause to a task: the objects by filter, the end date, the burden, and it is given. */
function NewAssignmentPage(): ReactElement {
  const say = useTexts(assignmentsTexts);
  const [filters, choose] = useFilters(['clause', 'status', 'division'] as const);
  if (filters.clause === undefined) {
    return (
      <PageState title={say('noClause')} hint={say('emptyHint')}>
        <Link to="/plan">{say('fromClause')}</Link>
      </PageState>
    );
  }
  const asked: Asked = {
    clause: filters.clause,
    status: filters.status === 'open' ? 'open' : 'overdue',
    ...(filters.division === undefined ? {} : { division: filters.division }),
  };
  return <Split asked={asked} choose={choose} />;
}

function Split(props: {
  readonly asked: Asked;
  readonly choose: (
    change: Readonly<Partial<Record<'status' | 'division', string | null>>>,
  ) => void;
}): ReactElement {
  const { asked, choose } = props;
  const say = useTexts(assignmentsTexts);
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  const { assignmentPreview } = assignmentsContract;
  const preview = useApi(
    assignmentPreview,
    { query: { ...asked, minutes } },
    { keepLast: true, topics: ['facts'] },
  );
  return (
    <div>
      <h1>{say('newTitle')}</h1>
      <Answered of={preview}>
        {(data) => (
          <>
            <Quote text={data.quote} source={data.clause} />
            <div className="assignments-two">
              <section className="assignments-card" aria-label={say('objects')}>
                <h2>{say('objects')}</h2>
                <FilterBar
                  values={{ status: asked.status, division: asked.division ?? '' }}
                  onChange={choose}
                  fields={[
                    {
                      ...{ name: 'status', label: say('which'), kind: 'select', required: true },
                      options: [
                        { value: 'overdue', label: say('overdueOnes') },
                        { value: 'open', label: say('openOnes') },
                      ],
                    },
                    {
                      ...{ name: 'division', label: say('division'), kind: 'select' },
                      options: data.divisions.map(({ id, name }) => ({ value: id, label: name })),
                    },
                  ]}
                />
                <Objects preview={data} />
              </section>
              <section className="assignments-card" aria-label={say('burden')}>
                <h2>{say('burden')}</h2>
                <BurdenPart preview={data} />
                <Give asked={asked} preview={data} onMinutes={setMinutes} />
              </section>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function Objects(props: { readonly preview: Preview }): ReactElement {
  const { burden, first, already, tooMany } = props.preview;
  const say = useTexts(assignmentsTexts);
  if (burden.objects === 0) return <p role="status">{say('none')}</p>;
  return (
    <>
      {tooMany ? (
        <p role="alert" className="form-fault">
          {say('tooMany')}
        </p>
      ) : null}
      {already > 0 ? <p>{say('already', { count: already })}</p> : null}
      <section className="assignments-scroll" {...reachable} aria-label={say('object')}>
        <table className="plain-table">
          <caption>{say('first', { count: first.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('object')}</th>
              <th scope="col">{say('owner')}</th>
              <th scope="col">{say('dutyDue')}</th>
            </tr>
          </thead>
          <tbody>
            {first.map(({ name, owner, due }, index) => (
              // Two duties of one object read alike.
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no state
              <tr key={index}>
                <td>{name}</td>
                <td>{owner}</td>
                <td>{due ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function BurdenPart(props: { readonly preview: Preview }): ReactElement {
  const { burden } = props.preview;
  const say = useTexts(assignmentsTexts);
  const number = useNumber();
  const { usualMinutes, mostMinutes, usualOpen, mostOpen } = burden;
  const rows: readonly (readonly [string, string])[] = [
    [say('objectCount'), number(burden.objects)],
    [say('addressees'), number(burden.addressees)],
    [say('hours'), say('hoursOf', { hours: number(burden.minutes / 60, 1) })],
    [
      say('perAddressee'),
      say('usualMost', { usual: number(usualMinutes), most: number(mostMinutes) }),
    ],
    [say('waiting'), say('usualMostOpen', { usual: number(usualOpen), most: number(mostOpen) })],
  ];
  return (
    <dl className="assignments-burden">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt className="muted">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Give(props: {
  readonly asked: Asked;
  readonly preview: Preview;
  readonly onMinutes: (minutes: number) => void;
}): ReactElement {
  const { asked, preview, onMinutes } = props;
  const say = useTexts(assignmentsTexts);
  const navigate = useNavigate();
  const write = useWrite(giveAssignment);
  const fields: readonly FormField[] = [
    { name: 'title', label: say('name'), kind: 'text', required: true },
    { name: 'due', label: say('due'), kind: 'date', required: true },
    {
      ...{ name: 'minutes', label: say('minutes'), kind: 'number', required: true },
      unit: say('minute'),
    },
    { name: 'text', label: say('requirement'), kind: 'area', hint: say('requirementHint') },
  ];
  const initial = { title: preview.title, due: preview.due, minutes: USUAL_MINUTES, text: '' };
  return (
    <FieldForm
      name={`assignment/${asked.clause}`}
      label={say('newTitle')}
      fields={fields}
      initial={initial}
      prefix="body."
      submitText={say('give')}
      onDraft={({ minutes }) => {
        const typed = Number(minutes);
        if (Number.isInteger(typed) && typed >= 1 && typed <= 600) onMinutes(typed);
      }}
      submit={async ({ title, due, minutes, text }) => {
        const body = {
          ...asked,
          title: String(title ?? ''),
          due: String(due ?? ''),
          minutes: Number(minutes),
          text: String(text ?? ''),
        };
        const { id } = await write.mutateAsync({ body });
        toast.good(say('given'));
        await navigate(`/assignments/${id}`);
      }}
    />
  );
}

export { NewAssignmentPage as page };
