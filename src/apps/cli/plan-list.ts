import type { Clause } from '../../law/plans/model.ts';
import { loadPlans } from '../../modules/plan/index.ts';
import { choiceOptions, chosenClauses } from './plan-choice.ts';
import { table } from './table.ts';
import type { Command } from './usage.ts';
import { message, options, print } from './usage.ts';

const usage =
  '[WORD]... [--plan P] [--kind K] [--module M] [--form F] [--actor A] [--clause ID]... [--json]';

const help = `列出条款；WORD 在原文、英文、标题和编号中查找，全部出现才列出。
Lists the clauses; every WORD must stand in the quote, its rendering, the titles or the id.`;

export const listCommand: Command = {
  usage,
  help,
  async run(args) {
    const { values, positionals } = options(args, { ...choiceOptions, json: { type: 'boolean' } });
    const clauses = chosenClauses(loadPlans(), { ...values, text: positionals });
    if (values.json) await print(`${JSON.stringify(clauses.map(described))}\n`);
    else {
      const heading = ['条款 clause', '类型 kind', '形式', '模块 module', '原文 quote'];
      const rows = clauses.map((c) => [c.id, c.kind, c.requirement.form, c.module, c.quote]);
      await print(table([13, 11, 8, 16], [heading, ...rows]));
      message(`${clauses.length} 条 / clauses`);
    }
    return 0;
  },
};

function described(c: Clause) {
  const { id, plan, quote, kind, module, requirement, reads, informs } = c;
  return {
    id,
    plan,
    quote,
    kind,
    module,
    form: requirement.form,
    parameters: [...reads, ...informs],
    en: c.en,
    section: c.section,
    taskTitle: c.taskTitle,
    strength: c.strength,
    actor: c.actor,
    overseer: c.overseer,
    due: c.due,
    window: c.window,
    measure: c.measure,
    target: c.target,
    ambiguity: c.ambiguity,
  };
}
