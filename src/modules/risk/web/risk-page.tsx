import { type ReactElement, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { RiskWhole } from '../answers-contract.ts';
import { riskContract } from '../contract.ts';
import { LevelChip, PlaceChip, ReviewChip } from './chips.tsx';
import { Events } from './events.tsx';
import { Measures } from './measures.tsx';
import { EditPoint, RetirePoint, ReviewPoint } from './point-forms.tsx';
import { riskTexts } from './texts.ts';
import './risk.css';

/** One risk point: how bad, whose, what may happen with the working, what holds it back. */
function RiskPage(): ReactElement {
  const { id = '' } = useParams();
  const topics = ['riskItem', 'riskEvent', 'controlMeasure'];
  const risk = useApi(riskContract.risk, { params: { id } }, { topics });
  return <Answered of={risk}>{(data) => <Whole risk={data} />}</Answered>;
}

function Whole(props: { readonly risk: RiskWhole }): ReactElement {
  const { risk } = props;
  const { asOf } = useAsOf();
  const may = risk.may && asOf === null;
  return (
    <div className="risk">
      <Head risk={risk} may={may} />
      <div className="risk-two">
        <div className="risk">
          <Events risk={risk} may={may} />
          <Measures risk={risk} may={may} />
        </div>
        <History risk={risk} />
      </div>
    </div>
  );
}

const NO_ENTERPRISE = '/risks';

function Head(props: { readonly risk: RiskWhole; readonly may: boolean }): ReactElement {
  const { row, live } = props.risk;
  const say = useTexts(riskTexts);
  const words = useWords();
  const firm = row.enterprise;
  return (
    <section className="risk-card" aria-label={say('name')}>
      <h1>{row.name ?? say('noName')}</h1>
      <p className="risk-line">
        <LevelChip level={row.level} />
        {live ? <PlaceChip inPlace={row.inPlace} /> : null}
        {live ? <ReviewChip review={row.review} /> : null}
        {live ? null : <StatusChip tone="unknown" text={say('retired')} />}
        {row.tier ? (
          <span>{say('labelled', { label: say('tier'), text: words(row.tier) })}</span>
        ) : null}
        {row.owner ? (
          <span>
            {say('labelled', { label: say('owner'), text: row.owner.name ?? row.owner.id })}
          </span>
        ) : null}
      </p>
      <p className="risk-line">
        <Link to={firm ? `/enterprises/${encodeURIComponent(firm.id)}` : NO_ENTERPRISE}>
          {firm?.name ?? firm?.id ?? say('list')}
        </Link>
        {row.facility ? (
          <Link to={`/records/facility/${encodeURIComponent(row.facility.id)}`}>
            {row.facility.name ?? row.facility.id}
          </Link>
        ) : null}
        <span className="muted">{row.division?.name ?? ''}</span>
        {row.template ? (
          <span className="muted">{say('template', { name: words(row.template.text) })}</span>
        ) : null}
      </p>
      {live && row.review.reasons.length > 0 ? (
        <ul>
          {row.review.reasons.map(({ cause, on, record, text }) => (
            <li key={`${cause}/${record ?? on}`}>
              {record ? (
                <Link to={`/records/${cause}/${encodeURIComponent(record)}`}>{words(text)}</Link>
              ) : (
                words(text)
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {props.may ? <Actions risk={props.risk} /> : null}
    </section>
  );
}

function Actions(props: { readonly risk: RiskWhole }): ReactElement {
  const say = useTexts(riskTexts);
  const [open, show] = useState<'edit' | 'review' | 'retire' | null>(null);
  const close = (): void => show(null);
  const shared = { risk: props.risk, onClose: close };
  return (
    <div className="risk-line">
      <Button kind="main" onClick={() => show('review')}>
        {say('review')}
      </Button>
      <Button onClick={() => show('edit')}>{say('edit')}</Button>
      <Button kind="danger" onClick={() => show('retire')}>
        {say('retire')}
      </Button>
      {open === 'edit' ? <EditPoint {...shared} /> : null}
      {open === 'review' ? <ReviewPoint {...shared} /> : null}
      {open === 'retire' ? <RetirePoint {...shared} /> : null}
    </div>
  );
}

function History(props: { readonly risk: RiskWhole }): ReactElement {
  const { history, row } = props.risk;
  const say = useTexts(riskTexts);
  const words = useWords();
  return (
    <section className="risk-card" aria-label={say('history')}>
      <h2>{say('history')}</h2>
      <ol className="risk-history">
        {history.map(({ at, by, level, what }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its head.
          <li key={history.length - n}>
            <span className="muted">{at.slice(0, 16).replace('T', ' ')}</span>
            <span>{say('by', { by, what: words(what) })}</span>
            {level ? <LevelChip level={level} /> : null}
          </li>
        ))}
      </ol>
      <Link to={`/records/riskItem/${encodeURIComponent(row.id)}`}>{say('openRecord')}</Link>
    </section>
  );
}

export { RiskPage as page };
