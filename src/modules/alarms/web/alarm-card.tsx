import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { ScaleChip } from '../../../ui/chips.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { CoveredBy } from '../../live/web/index.ts';
import type { AlarmWhole } from '../contract.ts';
import { alarmsContract } from '../contract.ts';
import { ActSteps } from './act-steps.tsx';
import { clock, measured, StateChip, TrustNote, useWhat } from './parts.tsx';
import { alarmsTexts } from './texts.ts';

/** An incident in a card: from the first click to the end of its disposal. */
export function AlarmCard(props: {
  readonly id: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { id, onClose, children } = props;
  const say = useTexts(alarmsTexts);
  const choice = { topics: ['alarm'], prompt: true };
  const alarm = useApi(alarmsContract.alarm, { params: { id } }, choice);
  return (
    <Dialog title={say('facts')} onClose={onClose} wide>
      {children}
      <Answered of={alarm}>{(data) => <Card alarm={data} />}</Answered>
      <div className="dialog-buttons">
        <Link to={`/alarms/${id}`}>{say('whole')}</Link>
        <Button onClick={onClose}>{say('close')}</Button>
      </div>
    </Dialog>
  );
}

function Card(props: { readonly alarm: AlarmWhole }): ReactElement {
  const { alarm } = props;
  const { row } = alarm;
  const say = useTexts(alarmsTexts);
  const words = useWords();
  const what = useWhat();
  const climb = alarm.climbs.find(({ taken }) => !taken);
  return (
    <div className="alarm-card">
      <p className="alarm-what">
        <ScaleChip scale="alarm" level={row.level} /> {what(row.kind.text, row.rule.text)}{' '}
        <strong>{measured(row)}</strong> <TrustNote trust={row.trust} />{' '}
        <StateChip state={row.state} />
      </p>
      <p>
        {row.enterprise.name ?? row.enterprise.id}{' '}
        {row.facility ? (row.facility.name ?? row.facility.id) : ''} {row.source}
      </p>
      {row.source.startsWith('tag/') ? (
        <CoveredBy tag={row.source.slice('tag/'.length)} at={alarm.evidence.raisedAt} />
      ) : null}
      <p className="muted">
        {say('received')} {clock(row.receivedAt)}
        {climb ? ` · ${words(climb.what)} ${clock(climb.at)}` : ''}
      </p>
      <ActSteps key={alarm.version} alarm={alarm} whole />
    </div>
  );
}
