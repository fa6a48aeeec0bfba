import type { ReactElement } from 'react';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { ImportView } from '../contract.ts';
import { sheetsTexts } from './texts.ts';

type State = ImportView['state'];

const tones: Readonly<Record<State, Tone>> = {
  read: 'going',
  checking: 'going',
  checked: 'going',
  importing: 'going',
  imported: 'done',
  undoing: 'going',
  undone: 'unknown',
  failed: 'overdue',
};

export function ImportChip(props: { readonly state: State }): ReactElement {
  const say = useTexts(sheetsTexts);
  const names: Readonly<Record<State, string>> = {
    read: say('stateRead'),
    checking: say('stateChecking'),
    checked: say('stateChecked'),
    importing: say('stateImporting'),
    imported: say('stateImported'),
    undoing: say('stateUndoing'),
    undone: say('stateUndone'),
    failed: say('stateFailed'),
  };
  return <StatusChip tone={tones[props.state]} text={names[props.state]} />;
}

/** Where work goes on by itself. */
export const isAtWork = (state: State): boolean =>
  state === 'checking' || state === 'importing' || state === 'undoing';

/** A moment as the clock of the office shows it. */
export function clockText(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** 文件 → 对应列 → 核对 → 导入: which step the import is at. */
export function Steps(props: { readonly state: State }): ReactElement {
  const say = useTexts(sheetsTexts);
  const names = [say('stepFile'), say('stepMapping'), say('stepCheck'), say('stepImport')];
  const at = { read: 1, checking: 2, checked: 2, failed: 2 }[props.state as 'read'] ?? 3;
  return (
    <ol className="sheets-steps" aria-label={say('steps')}>
      {names.map((name, index) => (
        <li
          key={name}
          data-done={index < at}
          {...(index === at ? { 'aria-current': 'step' as const } : {})}
        >
          <span aria-hidden="true">{index < at ? '✓' : index + 1}</span> {name}
        </li>
      ))}
    </ol>
  );
}
