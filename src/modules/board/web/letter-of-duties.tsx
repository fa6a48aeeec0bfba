import { type ReactElement, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../ui/dialog.tsx';
import { useSessionState } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { DutyRow } from '../model.ts';
import { boardTexts } from './texts.ts';

/** Those who write letters. */
const WRITERS = ['bureau', 'office'];

/**
 * Rows chosen for a reminder letter (工作提醒函), by those who write them: the page of letters makes
 * it of what is overdue in the chosen rows.
 */
export function useLetterOf(
  clause: string,
  rows: readonly DutyRow[],
): {
  readonly select?: {
    readonly chosen: ReadonlySet<string>;
    readonly choose: (chosen: ReadonlySet<string>) => void;
    readonly actions: ReactElement;
  };
} {
  const say = useTexts(boardTexts);
  const navigate = useNavigate();
  const { session } = useSessionState();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  if (!session?.roles.some((role) => WRITERS.includes(role))) return {};
  const write = (): void => {
    const picked = rows.filter(({ duty }) => chosen.has(duty));
    const subjects = [...new Set(picked.map(({ subject }) => `${subject.type}/${subject.id}`))];
    void navigate(`/letters/new?clause=${clause}&kind=reminder`, { state: { subjects } });
  };
  const actions = (
    <Button kind="main" onClick={write}>
      {say('writeLetter')}
    </Button>
  );
  return { select: { chosen, choose, actions } };
}
