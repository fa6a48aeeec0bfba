import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { LetterKind, LetterState } from '../model.ts';

/** Kinds and states of letters in words. */
export const kindWords: Readonly<Record<LetterKind, Bilingual>> = {
  reminder: { zh: '工作提醒函', en: 'Reminder letter' },
  circular: { zh: '通报', en: 'Circular' },
};

export const stateWords: Readonly<Record<LetterState, Bilingual>> = {
  draft: { zh: '草稿', en: 'Draft' },
  review: { zh: '待审批', en: 'In review' },
  delivered: { zh: '已送达', en: 'Delivered' },
  answered: { zh: '已全部答复', en: 'All answered' },
  discarded: { zh: '已作废', en: 'Discarded' },
};
