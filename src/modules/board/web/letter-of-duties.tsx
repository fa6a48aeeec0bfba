import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import type { Page } from '../../../kernel/endpoint.ts';
import { MOST_LETTER_ROWS, mayWriteLetters } from '../../../law/letters.ts';
import { Button } from '../../../ui/dialog.tsx';
import { useChosen } from '../../../ui/ledger/selection.ts';
import { useSessionState } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { DutyRow } from '../model.ts';
import { boardTexts } from './texts.ts';

/**
 * Rows chosen for a reminder letter (工作提醒函), by those who write them: the page of letters makes
 * it of what is overdue in the chosen rows.
 */
export function useLetterOf(
  clause: string,
  list: {
    readonly rows: readonly DutyRow[];
    /** The filter that they are of. */
    readonly of: string;
    readonly ask: (after: string | null) => Promise<Page<DutyRow>>;
  },
) {
  const say = useTexts(boardTexts);
  const navigate = useNavigate();
  const { session } = useSessionState();
  const chosen = useChosen({ ...list, rowKey: ({ duty }) => duty, most: MOST_LETTER_ROWS });
  if (!mayWriteLetters(session?.roles ?? [])) return {};
  const write = (): void => {
    const picked = [...chosen.rows.values()];
    const subjects = [...new Set(picked.map(({ subject }) => `${subject.type}/${subject.id}`))];
    void navigate(`/letters/new?clause=${clause}&kind=reminder`, { state: { subjects } });
  };
  const actions: ReactElement = (
    <Button kind="main" onClick={write}>
      {say('writeLetter')}
    </Button>
  );
  return {
    select: {
      chosen: new Set(chosen.rows.keys()),
      choose: chosen.choose,
      actions,
      all: { most: MOST_LETTER_ROWS, choose: chosen.chooseAll },
    },
  };
}
