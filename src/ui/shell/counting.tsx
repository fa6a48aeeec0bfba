import type { ReactElement } from 'react';
import { useTexts } from '../texts.ts';
import { useStatus } from './status-gate.tsx';
import { shellTexts } from './texts.ts';

const TIME: Intl.DateTimeFormatOptions = { timeZone: 'Asia/Shanghai', timeStyle: 'medium' };

/** Numbers of whole divisions are behind the facts: since when, and how many clauses. */
export function Counting(): ReactElement | null {
  const say = useTexts(shellTexts);
  const { counting } = useStatus();
  if (!counting) return null;
  const time = new Intl.DateTimeFormat('zh-CN', TIME).format(new Date(counting.since));
  return (
    <p className="shell-counting" role="status">
      {say('counting', { clauses: counting.clauses, time })}
    </p>
  );
}
