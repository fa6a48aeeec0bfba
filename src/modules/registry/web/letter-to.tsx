import { useNavigate } from 'react-router';
import { MOST_LETTER_ROWS, mayWriteLetters } from '../../../law/letters.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { askPage, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useChosen } from '../../../ui/ledger/selection.ts';
import { useSessionState } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import { registryTexts } from './texts.ts';

type List = typeof registryContract.enterprises;
type Row = Answer<List>['rows'][number];
type Query = NonNullable<Parameters<typeof askPage<List>>[1]['query']>;

/**
 * Enterprises chosen for a reminder letter (工作提醒函), by those who write them: of what is overdue
 * with them on the day.
 */
export function useLetterTo(rows: readonly Row[], query: Query) {
  const say = useTexts(registryTexts);
  const navigate = useNavigate();
  const { session } = useSessionState();
  const { asOf } = useAsOf();
  const list = registryContract.enterprises;
  const given = withAsOf(list, { query: { ...query, limit: 200 } }, asOf);
  const chosen = useChosen({
    rows,
    rowKey: ({ id }) => id,
    most: MOST_LETTER_ROWS,
    of: JSON.stringify([query, asOf]),
    ask: (after) => askPage(list, given, after),
  });
  if (!mayWriteLetters(session?.roles ?? [])) return {};
  const write = (): void => {
    const enterprises = [...chosen.rows.keys()];
    void navigate('/letters/new?kind=reminder', { state: { enterprises } });
  };
  return {
    select: {
      chosen: new Set(chosen.rows.keys()),
      choose: chosen.choose,
      actions: (
        <Button kind="main" onClick={write}>
          {say('writeLetter')}
        </Button>
      ),
      all: { most: MOST_LETTER_ROWS, choose: chosen.chooseAll },
    },
  };
}
