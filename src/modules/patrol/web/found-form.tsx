import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Role, WRITERS } from '../../../law/roles.ts';
import { Button } from '../../../ui/dialog.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { PatrolRow } from '../contract.ts';
import { patrolTexts } from './texts.ts';

export interface Said {
  readonly outcome: 'normal' | 'found';
  readonly findings?: string;
  readonly response?: string;
}

interface Way {
  readonly name: 'record' | 'andHazard' | 'andLetter' | 'andAlarm';
  readonly go: (record: string) => void;
}

/** What follows from what was found: a hazard, a letter, the disposal of its alarm. */
function useWays(row: PatrolRow, onClose: () => void): readonly Way[] {
  const navigate = useNavigate();
  const { roles } = useSession();
  const writes = roles.some((role) => WRITERS.includes(role as Role));
  const letters = roles.some((role) => role === 'bureau' || role === 'office');
  const [alarm] = row.alarms;
  const state = { enterprises: [row.enterprise.id] };
  const hazard: Way = {
    name: 'andHazard',
    go: (record) => void navigate(`/hazards/new?from=onlinePatrol/${record}`),
  };
  const letter: Way = {
    name: 'andLetter',
    go: () => void navigate('/letters/new?kind=reminder', { state }),
  };
  return [
    { name: 'record', go: onClose },
    ...(writes ? [hazard] : []),
    ...(letters ? [letter] : []),
    ...(alarm ? [{ name: 'andAlarm' as const, go: () => void navigate(`/alarms/${alarm}`) }] : []),
  ];
}

/** What was found, and where it leads. */
export function FoundForm(props: {
  readonly row: PatrolRow;
  readonly busy: boolean;
  readonly look: (said: Said) => Promise<string | null>;
  readonly onClose: () => void;
}): ReactElement {
  const { row, busy, look, onClose } = props;
  const say = useTexts(patrolTexts);
  const [findings, setFindings] = useState('');
  const [response, setResponse] = useState('');
  const ways = useWays(row, onClose);
  const record = async ({ go }: Way): Promise<void> => {
    const made = await look({ outcome: 'found', findings, response });
    if (made !== null) go(made);
  };
  return (
    <fieldset className="patrol-found">
      <legend>{say('found')}</legend>
      <Field label={say('findings')} value={findings} change={setFindings} first />
      <Field label={say('response')} value={response} change={setResponse} />
      <div className="patrol-buttons">
        {ways.map((way) => (
          <Button
            key={way.name}
            kind={way.name === 'record' ? 'main' : 'usual'}
            disabled={busy || findings.trim() === ''}
            onClick={() => void record(way)}
          >
            {say(way.name)}
          </Button>
        ))}
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
    </fieldset>
  );
}

function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly first?: true;
}): ReactElement {
  const { label, value, change, first } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (first) field.current?.focus();
  }, [first]);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        maxLength={1000}
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    </>
  );
}
