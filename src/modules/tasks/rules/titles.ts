import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { TodoKind } from '../model.ts';

const SHORT_ZH = 32;
const SHORT_EN = 90;

function short(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** A clause in few words: its own first ones. */
export function clauseName({ quote, en }: Pick<Clause, 'quote' | 'en'>): Bilingual {
  const [first = quote] = quote.split(/[。；]/);
  return { zh: short(first, SHORT_ZH), en: short(en, SHORT_EN) };
}

interface Worded {
  readonly kind: TodoKind;
  readonly subjects: number;
  readonly overdue: number;
  readonly owner: string;
}

/** Verb and object of a row. */
export function todoTitle(todo: Worded, object: Bilingual): Bilingual {
  const { kind, subjects, overdue } = todo;
  const many = todo.owner.startsWith('e:') ? '' : `（${subjects} 个对象）`;
  const manyEn = todo.owner.startsWith('e:') ? '' : ` (${subjects} subjects)`;
  switch (kind) {
    case 'duty':
      return overdue > 0
        ? { zh: `补办逾期事项：${object.zh}${many}`, en: `Overdue: ${object.en}${manyEn}` }
        : { zh: `按期办理：${object.zh}${many}`, en: `Due soon: ${object.en}${manyEn}` };
    case 'chase':
      return { zh: `督办逾期事项：${object.zh}${many}`, en: `Chase: ${object.en}${manyEn}` };
    case 'letter':
      return { zh: `答复：${object.zh}`, en: `Answer: ${object.en}` };
    case 'approval':
      return { zh: `审批：${object.zh}`, en: `Approve: ${object.en}` };
    case 'task':
      return { zh: `完成任务：${object.zh}`, en: `Task: ${object.en}` };
    case 'read':
      return { zh: `阅知：${object.zh}`, en: `Read: ${object.en}` };
    case 'step':
      return object;
  }
}
