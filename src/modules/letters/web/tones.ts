import type { Tone } from '../../../ui/chips.tsx';
import type { LetterState } from '../model.ts';

export const tones: Readonly<Record<LetterState, Tone>> = {
  draft: 'unknown',
  review: 'soon',
  delivered: 'going',
  answered: 'done',
  discarded: 'unknown',
};
