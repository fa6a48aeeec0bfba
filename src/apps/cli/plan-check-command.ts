import { faultText, readPlans } from '../../modules/plan/index.ts';
import type { Command } from './usage.ts';
import { badUsage, message, options, print } from './usage.ts';

/** Checks plan folders before they are used: every fault with its file, clause and field. */
export const planCheckCommand: Command = {
  usage: 'DIR... [--json]',
  async run(args) {
    const { values, positionals: folders } = options(args, { json: { type: 'boolean' } });
    if (folders.length === 0) {
      throw badUsage(
        'plan check 需要方案所在的文件夹：zhiben plan check DIR',
        'plan check needs the folder of a plan: zhiben plan check DIR',
      );
    }
    const read = readPlans(folders);
    const faults = read.ok ? [] : read.error;
    const plans = read.ok ? read.value.plans : [];
    if (values.json) await print(`${JSON.stringify({ sound: read.ok, plans, faults })}\n`);
    else if (read.ok) await print(plans.map(sound).join(''));
    else await print(`${faults.map(faultText).join('\n')}\n`);
    if (!read.ok) message(`有 ${faults.length} 处错误，方案未载入 / ${faults.length} faults`);
    return read.ok ? 0 : 1;
  },
};

function sound({ id, zh, clauses }: { id: string; zh: string; clauses: number }): string {
  return `${id}  ${zh}  ${clauses} 条，无误 / ${clauses} clauses, no fault\n`;
}
