import type { Clause, DueRule } from '../../../../law/plans/model.ts';
import type { Words } from '../../model.ts';
import { rhythmWords } from './lengths.ts';
import type { Lexicon } from './lexicon.ts';
import { parameterValueWords, parameterWords, words } from './lexicon.ts';

/** When a duty is due, by the clause's due rule; what the text leaves open says so. */
export function dueWords(lexicon: Lexicon, clause: Clause): Words {
  const { due } = clause;
  const base = ruleWords(lexicon, clause, due);
  if (due.type === 'routine' || !('wording' in due) || due.wording === undefined) return base;
  return words(`${base.zh}（原文“${due.wording}”）`, `${base.en} (in the text “${due.wording}”)`);
}

function ruleWords(lexicon: Lexicon, clause: Clause, due: DueRule): Words {
  const { window } = clause;
  const until = words(`${window.from}至${window.until}`, `from ${window.from} to ${window.until}`);
  switch (due.type) {
    case 'by': {
      const from =
        due.from === undefined
          ? words('', '')
          : words(`自${due.from}起，`, `from ${due.from} on, `);
      return words(
        `${from.zh}${due.date}前完成（含当日），并持续保持；其后才进入适用范围的，自进入之日到期`,
        `${from.en}by ${due.date} (inclusive) and held from then on; who enters later is due on the day of entry`,
      );
    }
    case 'every': {
      const rhythm = rhythmWords(due.every);
      return words(`${rhythm.zh}一期，${until.zh}`, `once ${rhythm.en}, ${until.en}`);
    }
    case 'annual': {
      const [month = '', day = ''] = due.onOrBefore.slice(2).split('-').map(Number);
      return words(
        `每年${month}月${day}日前（含当日），${until.zh}`,
        `every year by ${due.onOrBefore.slice(2)} (inclusive), ${until.en}`,
      );
    }
    case 'from':
      return words(`自${due.date}起持续`, `from ${due.date} on, all the time`);
    case 'event':
      return eventWords(clause);
    case 'routine':
    case 'continuous':
      return openWords(lexicon, clause, until);
  }
}

function eventWords({ requirement }: Clause): Words {
  return requirement.form === 'follows'
    ? words(
        '每次触发一项责任，期限自触发之日起算（见要求）',
        'one duty at each trigger, its time counted from the trigger (see the requirement)',
      )
    : words('由事件引起，随时评价', 'arises with an event, evaluated at any moment');
}

/** The text gives no date: a rhythm of ours or a parameter's, or a standing duty. */
function openWords(lexicon: Lexicon, clause: Clause, until: Words): Words {
  const { every, due } = clause;
  const said =
    due.type === 'routine'
      ? words(`文件只写“${due.wording}”，未写次数`, `the text says “${due.wording}” and no number`)
      : words('文件未写期限', 'the text gives no date');
  if (clause.requirement.form === 'follows') {
    const event = eventWords(clause);
    return words(`${said.zh}：${event.zh}`, `${said.en}: ${event.en}`);
  }
  if (every === undefined) {
    return words(`${said.zh}：持续责任，${until.zh}`, `${said.en}: a standing duty, ${until.en}`);
  }
  if (every.kind === 'literal') {
    const rhythm = rhythmWords(every.iso);
    return words(
      `${said.zh}：系统按${rhythm.zh}一期评价，${until.zh}`,
      `${said.en}: evaluated once ${rhythm.en} by this system's own reading, ${until.en}`,
    );
  }
  const parameter = parameterWords(lexicon, every.name);
  return words(
    `${said.zh}：周期由${parameter.zh}确定，${until.zh}`,
    `${said.en}: the period comes from ${parameter.en}, ${until.en}`,
  );
}

const bases: Readonly<Record<string, Words>> = {
  stated: words('文件规定', 'stated by the plan'),
  implied: words(
    '系统推定：文件的期限或禁令没有保留',
    "this system's reading: the plan's deadline or ban has no reserve",
  ),
  inferred: words('系统推定，文件没有这个数字', "this system's reading, not the plan's own number"),
  parameter: words('由参数确定，文件未写数字', 'set by a parameter, the plan gives no number'),
};

const orders: Readonly<Record<string, string>> = { eq: '=', gte: '≥', gt: '>', lte: '≤', lt: '<' };

/** The pass mark and whose number it is. */
export function targetWords(lexicon: Lexicon, { target, measure }: Clause): Words {
  if (target === null) {
    return words(
      '文件没有合格线：只显示完成比例，全部完成即为达标',
      'the plan sets no pass mark: the share is shown, and all done counts as met',
    );
  }
  const figure =
    measure === 'share'
      ? words('完成（含逾期完成）的比例', 'share of duties met (late ones included)')
      : words('未完成的数量', 'number of duties not met');
  const value = targetValue(lexicon, target.value);
  const basis = bases[target.basis] ?? words('', '');
  const sign = orders[target.op] ?? '';
  return words(
    `${figure.zh} ${sign} ${value.zh}（${basis.zh}）`,
    `${figure.en} ${sign} ${value.en} (${basis.en})`,
  );
}

function targetValue(
  lexicon: Lexicon,
  value: { readonly kind: 'literal'; readonly value: number } | { kind: 'param'; name: string },
): Words {
  if (value.kind === 'literal') return words(String(value.value), String(value.value));
  const entry = lexicon.values?.get(value.name);
  return entry ? parameterValueWords(lexicon, entry) : parameterWords(lexicon, value.name);
}
