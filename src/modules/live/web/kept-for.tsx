import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { liveContract } from '../contract.ts';
import { timeText } from './chips.tsx';
import { Facts } from './facts.tsx';
import { liveTexts } from './texts.ts';

/** For how long readings are kept (历史数据保存期限), why, and who may change it. */
export function KeptFor(): ReactElement | null {
  const say = useTexts(liveTexts);
  const words = useWords();
  const { data } = useApi(liveContract.history, {});
  if (!data) return null;
  const facts = [
    [say('keptWhy'), words(data.reason)],
    [say('keptSource'), words(data.source)],
    [say('keptChange'), words(data.mayChange)],
  ] as const;
  return (
    <details className="live-kept">
      <summary>{say('keptFor', { years: data.years })}</summary>
      {data.droppedBefore ? (
        <p>{say('keptSince', { day: timeText(data.droppedBefore).slice(0, 10) })}</p>
      ) : null}
      <Facts of={facts} />
    </details>
  );
}
