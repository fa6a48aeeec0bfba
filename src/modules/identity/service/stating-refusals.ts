import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Reject } from '../../ledger/index.ts';

/** What the database answers to a fact outside its writer's scope. */
export const OUTSIDE = '42501';

/** Why, where the database says so in both languages. */
export function reasonIn(hint = ''): { readonly detail?: Bilingual } {
  const [zh, en] = hint.split(' | ');
  return zh && en ? { detail: { zh, en } } : {};
}

export function refusalOf(rejects: readonly Reject[]): Refusal {
  return {
    code: 'bad-request',
    fields: rejects.map(({ path, reason, mend }) => ({
      path: path ?? '',
      message: { zh: `${reason.zh}；${mend.zh}`, en: `${reason.en}; ${mend.en}` },
    })),
  };
}
