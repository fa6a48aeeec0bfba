import type { ReactElement } from 'react';
import { useTexts } from '../../../ui/texts.ts';
import { settingsTexts } from './texts.ts';

export interface ApplyingState {
  readonly done: number;
  readonly all: number;
  readonly failed: boolean;
}

/** How often to look while duties follow a change. */
export const WHILE_APPLYING_MS = 1500;

/** How far the duties follow the parameters; nothing when they do. */
export function Applying(props: { readonly state: ApplyingState | null }): ReactElement | null {
  const say = useTexts(settingsTexts);
  const { state } = props;
  if (state === null) return null;
  const { done, all, failed } = state;
  return (
    <p className="settings-note" role="status">
      {failed ? say('failed') : say('applying', { done, all })}
    </p>
  );
}
