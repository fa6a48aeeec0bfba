import { type ReactElement, useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import type { ReportWhole } from '../contract.ts';
import { reportsContract } from '../contract.ts';
import { NextActs } from './next-acts.tsx';
import { Due, Grade, StageChip, Working } from './parts.tsx';
import { Reveal } from './reveal.tsx';
import { reportsTexts } from './texts.ts';
import './reports.css';

/** One report: what was written, where it stands, what is next and whose. */
function ReportPage(): ReactElement {
  const { id = '' } = useParams();
  const topics = ['report', 'reward'];
  const report = useApi(reportsContract.report, { params: { id } }, { topics });
  return <Answered of={report}>{(data) => <Whole report={data} />}</Answered>;
}

function Whole(props: { readonly report: ReportWhole }): ReactElement {
  const { report } = props;
  const say = useTexts(reportsTexts);
  return (
    <div className="reports">
      <div className="reports-two">
        <div>
          <Content report={report} />
          <NextActs key={`${report.row.id}/${report.version}`} report={report} />
        </div>
        <div>
          <Standing report={report} />
          <section className="reports-card" aria-label={say('steps')}>
            <h2>{say('steps')}</h2>
            <Steps steps={report.steps} />
          </section>
        </div>
      </div>
    </div>
  );
}

function Content(props: { readonly report: ReportWhole }): ReactElement {
  const { row, content, reporterRole, withinDuty } = props.report;
  const say = useTexts(reportsTexts);
  const words = useWords();
  const parts: readonly (readonly [string, string])[] = content
    ? [
        [say('kind'), words(content.kind.text)],
        [say('place'), content.place],
        [say('said'), content.text || '—'],
        ...content.notes.map((note) => [say('notes'), note] as const),
        ...(reporterRole ? [[say('reporterRole'), words(reporterRole.text)] as const] : []),
        ...(withinDuty === null
          ? []
          : [[say('withinDuty'), say(withinDuty ? 'dutyIn' : 'dutyOut')] as const]),
      ]
    : [];
  return (
    <section className="reports-card" aria-label={say('content')}>
      <h2>{say('content')}</h2>
      <p className="reports-secret">{say('secret')}</p>
      {content ? (
        <dl>
          {parts.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: notes have no key of their own.
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="muted">{say('noContent')}</p>
      )}
      {content?.photo ? <Photo id={row.id} /> : null}
      <Reveal report={props.report} />
    </section>
  );
}

/** Asked for, and written down, each time. */
function Photo(props: { readonly id: string }): ReactElement {
  const { id } = props;
  const say = useTexts(reportsTexts);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  const show = async (): Promise<void> => {
    const { blob } = await callApi(reportsContract.reportPhoto, { params: { id } });
    setUrl(URL.createObjectURL(blob));
  };
  return url ? (
    <p>
      <img src={url} alt={say('photoOf')} />
    </p>
  ) : (
    <p>
      <Button onClick={() => void show().catch(() => undefined)}>{say('photo')}</Button>
    </p>
  );
}

function Standing(props: { readonly report: ReportWhole }): ReactElement {
  const { row, hazard, limits } = props.report;
  const say = useTexts(reportsTexts);
  const words = useWords();
  const said = (code: ReportWhole['row']['topic']): string => (code ? words(code.text) : '—');
  return (
    <section className="reports-card" aria-label={say('stage')}>
      <h2>
        <StageChip row={row} />
      </h2>
      <dl>
        <Fact name={say('date')}>{row.date ?? '—'}</Fact>
        <Fact name={say('due')}>
          <Due row={row} />
        </Fact>
        <Fact name={say('channel')}>{said(row.channel)}</Fact>
        <Fact name={say('topic')}>{said(row.topic)}</Fact>
        <Fact name={say('where')}>{row.division?.name ?? '—'}</Fact>
        <Fact name={say('enterprise')}>
          {row.enterprise ? (
            <Link to={`/enterprises/${encodeURIComponent(row.enterprise.id)}`}>
              {row.enterprise.name ?? row.enterprise.id}
            </Link>
          ) : (
            say('unknownFirm')
          )}
        </Fact>
        <Fact name={say('result')}>{said(row.result)}</Fact>
        <Fact name={say('amount')}>{row.amount ?? '—'}</Fact>
        {hazard ? (
          <Fact name={say('hazard')}>
            <Link to={`/hazards/${encodeURIComponent(hazard.id)}`}>{hazard.id}</Link>
          </Fact>
        ) : null}
      </dl>
      {limits.map(({ text, confidence }) => (
        <p key={text} className="muted">
          {say('named', { name: say('limit'), value: text })}
          <Grade confidence={confidence} />
        </p>
      ))}
    </section>
  );
}

function Fact(props: {
  readonly name: string;
  readonly children: ReactElement | string | number;
}): ReactElement {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Steps(props: { readonly steps: ReportWhole['steps'] }): ReactElement {
  const { steps } = props;
  const say = useTexts(reportsTexts);
  const words = useWords();
  if (steps.length === 0) return <p className="muted">{say('noSteps')}</p>;
  const items = steps.toReversed().map((step) => ({
    key: String(step.no),
    time: step.at.slice(0, 16).replace('T', ' '),
    title: words(step.title),
    tone: 'done' as const,
    detail: (
      <>
        <div>{step.by ?? say('byPublic')}</div>
        {step.passedTo ? <div>{say('passedTo', { text: step.passedTo })}</div> : null}
        {step.told ? <div>{say('told', { text: step.told })}</div> : null}
        {step.working ? <Working working={step.working} /> : null}
      </>
    ),
  }));
  return <Timeline label={say('steps')} items={items} />;
}

export { ReportPage as page };
