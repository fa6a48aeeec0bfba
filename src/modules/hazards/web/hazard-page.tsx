import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { FileThumbs } from '../../../ui/files.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import type { HazardWhole } from '../contract.ts';
import { hazardsContract } from '../contract.ts';
import { Limit, Marks, StageChip } from './chips.tsx';
import { Evidence, shownFiles } from './evidence.tsx';
import { NextSteps } from './next-steps.tsx';
import { hazardsTexts } from './texts.ts';
import './hazards.css';

/** One hazard: where it stands, what is next and whose, what is known, what was done. */
function HazardPage(): ReactElement {
  const { id = '' } = useParams();
  const hazard = useApi(hazardsContract.hazard, { params: { id } }, { topics: ['hazard'] });
  return <Answered of={hazard}>{(data) => <Whole hazard={data} />}</Answered>;
}

function Whole(props: { readonly hazard: HazardWhole }): ReactElement {
  const { hazard } = props;
  const say = useTexts(hazardsTexts);
  return (
    <div className="hazards">
      <Head hazard={hazard} />
      <div className="hazard-two">
        <div>
          <Evidence hazard={hazard} />
          <NextSteps key={`${hazard.row.id}/${hazard.version}`} hazard={hazard} />
          <Facts hazard={hazard} />
        </div>
        <section className="hazard-card" aria-label={say('history')}>
          <h2>{say('history')}</h2>
          <History hazard={hazard} />
        </section>
      </div>
    </div>
  );
}

function Head(props: { readonly hazard: HazardWhole }): ReactElement {
  const { row, line, deadline } = props.hazard;
  const say = useTexts(hazardsTexts);
  const words = useWords();
  return (
    <section className="hazard-head" aria-label={say('way')}>
      <h1>{row.text || say('noText')}</h1>
      <p>
        <StageChip row={row} />
        <Marks row={row} />
        <Stop hazard={props.hazard} />
      </p>
      <p>
        {row.enterprise ? (
          <Link to={`/enterprises/${encodeURIComponent(row.enterprise.id)}`}>
            {row.enterprise.name ?? row.enterprise.id}
          </Link>
        ) : null}
        <span>{row.division?.name ?? ''}</span>
        <span>
          {say('foundOn')} {row.foundOn ?? '—'}
        </span>
        <span>
          {say('limit')} <Limit row={row} />
        </span>
        {deadline ? (
          <span>
            {say('by', { what: words(deadline.what) })}{' '}
            {deadline.late ? say('late', { day: deadline.day }) : deadline.day}
            {deadline.provisional ? say('provisional') : ''}
          </span>
        ) : null}
      </p>
      <ol className="hazard-way">
        {line.map(({ code, text, reached, on }) => (
          <li
            key={code}
            className={code === row.stage.code ? 'hazard-here' : reached ? 'hazard-reached' : ''}
            aria-current={code === row.stage.code ? 'step' : undefined}
          >
            {words(text)}
            <small>{on ?? (reached ? '' : '—')}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Stopped until it is rectified, or running despite that. */
function Stop(props: { readonly hazard: HazardWhole }): ReactElement | null {
  const { row, runningDespiteStop: running } = props.hazard;
  const say = useTexts(hazardsTexts);
  if (!row.stopRequired || row.closedOn) return null;
  if (running === true) return <StatusChip tone="overdue" text={say('running')} />;
  return running === false ? (
    <StatusChip tone="done" text={say('stopped')} />
  ) : (
    <StatusChip tone="unknown" text={say('stopUnknown')} />
  );
}

function Facts(props: { readonly hazard: HazardWhole }): ReactElement {
  const { facts } = props.hazard;
  const say = useTexts(hazardsTexts);
  const words = useWords();
  return (
    <section className="hazard-card" aria-label={say('facts')}>
      <h2>{say('facts')}</h2>
      <dl className="hazard-facts">
        {facts.map(({ name, label, value, sealedFrom }) => (
          <div key={name}>
            <dt>{words(label)}</dt>
            <dd>
              {words(value)}
              {sealedFrom ? (
                <div className="muted">{say('sealed', { stage: words(sealedFrom.text) })}</div>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function History(props: { readonly hazard: HazardWhole }): ReactElement {
  const { steps, row } = props.hazard;
  const say = useTexts(hazardsTexts);
  const words = useWords();
  if (steps.length === 0) return <p className="muted">{say('noHistory')}</p>;
  const items = steps.toReversed().map((step) => ({
    key: String(step.no),
    time: step.at.slice(0, 16).replace('T', ' '),
    title: words(step.title),
    tone: step.act === 'return' || step.act === 'reopen' ? ('overdue' as const) : ('done' as const),
    detail: (
      <>
        <div>{step.role ? say('role', { by: step.by, role: words(step.role) }) : step.by}</div>
        {step.reason ? (
          <div>{say('named', { name: say('reason'), value: step.reason })}</div>
        ) : null}
        {step.changes.map(({ label, value }) => (
          <div key={label.zh}>{say('named', { name: words(label), value: words(value) })}</div>
        ))}
        <FileThumbs
          label={say('filesOf', { what: words(step.title) })}
          files={shownFiles(step.files, row.id)}
        />
      </>
    ),
  }));
  return <Timeline label={say('history')} items={items} />;
}

export { HazardPage as page };
