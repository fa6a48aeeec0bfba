import { type ReactElement, type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useApiPages, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import { Quote } from '../../../ui/timeline.tsx';
import type { AssignmentWhole, ObjectView } from '../contract.ts';
import { assignmentsContract } from '../contract.ts';
import { objectStates } from '../model.ts';
import { StateChip } from './assignments-page.tsx';
import { assignmentsTexts } from './texts.ts';
import './assignments.css';

/** One task: what it rests on, how far it is, its objects. */
function AssignmentPage(): ReactElement {
  const { id = '' } = useParams();
  const { assignment } = assignmentsContract;
  const task = useApi(assignment, { params: { id } }, { topics: ['assignment'], keepLast: true });
  return <Answered of={task}>{(data) => <Task key={data.id} task={data} />}</Answered>;
}

function Task(props: { readonly task: AssignmentWhole }): ReactElement {
  const { task } = props;
  const say = useTexts(assignmentsTexts);
  const number = useNumber();
  const chosen = say(task.status === 'open' ? 'openOnes' : 'overdueOnes');
  const where = task.division?.name ?? say('wholeScope');
  const facts: readonly (readonly [string, string])[] = [
    [say('progress'), `${number(task.done)}/${number(task.objects)}`],
    [say('due'), task.due],
    [say('issuer'), task.issuer],
    [say('author'), task.author],
    [say('madeOn'), task.madeOn],
    [say('minutes'), `${number(task.minutes)} ${say('minute')}`],
    [say('filterWas'), `${chosen} · ${where} · ${say('asOf', { day: task.asOf })}`],
  ];
  return (
    <div>
      <header className="assignments-head">
        <h1>{task.title}</h1>
        <StateChip task={task} />
        {task.mayWithdraw ? <Withdraw task={task} /> : null}
      </header>
      <dl className="assignments-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Quote text={task.quote} source={task.clause} />
      <p>
        <Link to={`/plan/${task.clause}`}>
          {say('basis')} {task.clause}
        </Link>
      </p>
      {task.text === '' ? null : <p>{task.text}</p>}
      {task.reason === null ? null : <p>{say('withdrawnWith', { reason: task.reason })}</p>}
      <Objects id={task.id} />
    </div>
  );
}

function Objects(props: { readonly id: string }): ReactElement {
  const params = { id: props.id };
  const say = useTexts(assignmentsTexts);
  const language = useLanguage();
  const [filters, choose] = useFilters(['state'] as const);
  const state = objectStates.find((each) => each === filters.state);
  const query = state === undefined ? {} : { state };
  const { assignmentObjects, assignmentObjectsExport } = assignmentsContract;
  const list = useApiPages(
    assignmentObjects,
    { params, query },
    { topics: ['assignment'], keepLast: true },
  );
  return (
    <section aria-label={say('objects')}>
      <h2>{say('objects')}</h2>
      <FilterBar
        values={filters}
        onChange={choose}
        fields={[
          {
            ...{ name: 'state', label: say('outcome'), kind: 'select' },
            options: objectStates.map((value) => ({ value, label: say(value) })),
          },
        ]}
      />
      <LedgerTable
        name="assignment-objects"
        label={say('objects')}
        list={list}
        columns={useColumns()}
        rowKey={({ no }) => String(no)}
        exportFile={(shown) =>
          callApi(assignmentObjectsExport, {
            params,
            query: { ...query, language, columns: shown.join(',') },
          })
        }
        empty={<PageState title={say('noObjects')} />}
      />
    </section>
  );
}

/** An enterprise opens its file. */
function Named(props: { readonly object: ObjectView }): ReactNode {
  const { subject, name } = props.object;
  const [type, id] = subject.split('/');
  return type === 'enterprise' ? <Link to={`/enterprises/${id}`}>{name}</Link> : name;
}

const tones = { met: 'done', late: 'soon', gone: 'unknown' } as const;

function useColumns(): readonly Column<ObjectView>[] {
  const say = useTexts(assignmentsTexts);
  const texts = { met: say('met'), late: say('doneLate'), gone: say('gone') };
  return [
    { key: 'name', title: say('object'), width: 300, cell: (row) => <Named object={row} /> },
    { key: 'owner', title: say('owner'), cell: ({ owner }) => owner },
    { key: 'period', title: say('period'), cell: ({ period }) => period ?? '—' },
    { key: 'dutyDue', title: say('dutyDue'), cell: ({ dutyDue }) => dutyDue ?? '—' },
    {
      ...{ key: 'outcome', title: say('outcome') },
      cell: ({ outcome }) =>
        outcome === null ? (
          say('undone')
        ) : (
          <StatusChip tone={tones[outcome]} text={texts[outcome]} />
        ),
    },
    { key: 'doneOn', title: say('doneOn'), cell: ({ doneOn }) => doneOn ?? '—' },
  ];
}

function Withdraw(props: { readonly task: AssignmentWhole }): ReactElement {
  const { id, version } = props.task;
  const say = useTexts(assignmentsTexts);
  const [open, setOpen] = useState(false);
  const write = useWrite(assignmentsContract.withdrawAssignment);
  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        {say('withdraw')}
      </Button>
      {open ? (
        <Dialog title={say('withdrawTitle')} onClose={() => setOpen(false)}>
          <p>{say('withdrawHint')}</p>
          <FieldForm
            name={`withdraw/${id}`}
            label={say('withdrawTitle')}
            fields={[{ name: 'reason', label: say('reason'), kind: 'area', required: true }]}
            initial={{ reason: '' }}
            prefix="body."
            submitText={say('withdraw')}
            onCancel={() => setOpen(false)}
            submit={async ({ reason }) => {
              const body = { version, reason: String(reason ?? '') };
              await write.mutateAsync({ params: { id }, body });
              setOpen(false);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}

export { AssignmentPage as page };
