import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { AssignmentState, Outcome } from '../model.ts';

export const stateWords: Readonly<Record<AssignmentState, Bilingual>> = {
  open: { zh: '进行中', en: 'Open' },
  done: { zh: '已完成', en: 'Done' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

export const outcomeWords: Readonly<Record<Outcome, Bilingual>> = {
  met: { zh: '已完成', en: 'Done' },
  late: { zh: '逾期完成', en: 'Done late' },
  gone: { zh: '不再适用', en: 'No longer applies' },
};
