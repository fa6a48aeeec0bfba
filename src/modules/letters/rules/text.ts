import type { LetterKind, ListRow } from '../model.ts';

export type TextBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string };

/** A draft's text: each line a paragraph, `#` to `####` at its start a heading of that level. */
export function blocksOfText(text: string): readonly TextBlock[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): TextBlock => {
      const marks = /^(#{1,4})\s*(.+)$/.exec(line);
      if (!marks) return { kind: 'paragraph', text: line };
      return {
        kind: 'heading',
        level: (marks[1] ?? '#').length as 1 | 2 | 3 | 4,
        text: marks[2] ?? '',
      };
    });
}

export interface DraftInput {
  readonly kind: LetterKind;
  /** 2026年6月30日 */
  readonly day: string;
  readonly rows: readonly Pick<ListRow, 'clause' | 'name' | 'divisionName'>[];
  /** First words of each clause, and the plan it stands in. */
  readonly clauses: ReadonlyMap<string, { readonly plan: string; readonly quote: string }>;
  readonly answerWithin: number;
}

/** How many rows each value has, most first. */
function tally(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

const MOST_CLAUSES = 12;

/** The first words of a letter, from its list; whoever writes it goes on from there. */
export function draftOf(input: DraftInput): { readonly title: string; readonly text: string } {
  const { kind, day, rows, clauses, answerWithin } = input;
  const byClause = tally(rows.map(({ clause }) => clause));
  const subjects = new Set(rows.map(({ name }) => name)).size;
  const only = byClause.length === 1 ? byClause[0]?.[0] : undefined;
  const about = only === undefined ? '逾期未完成事项' : `逾期未完成条款${only}事项`;
  const title = kind === 'reminder' ? `关于限期办结${about}的工作提醒函` : `关于${about}情况的通报`;
  const listed = byClause.slice(0, MOST_CLAUSES).map(([id, count]) => {
    const clause = clauses.get(id);
    const quote = clause ? `“${clause.quote}”（《${clause.plan}》，条款${id}）` : `条款${id}`;
    return `### ${quote}，逾期${count}项。`;
  });
  const more =
    byClause.length > MOST_CLAUSES ? [`其余${byClause.length - MOST_CLAUSES}条见附件。`] : [];
  const counties = tally(rows.map(({ divisionName }) => divisionName));
  const ranking = counties.map(([name, count]) => `${name}${count}项`).join('、');
  const asked =
    kind === 'reminder'
      ? [
          '# 工作要求',
          '请对照附件逐项核实，立即组织办结；确因客观原因不能按期完成的，说明原因并明确完成时限和责任人。',
          `请于收到本函之日起${answerWithin}个工作日内书面答复办理情况。`,
        ]
      : ['# 工作要求', '请各有关单位认真对照，举一反三，限期整改到位。'];
  return {
    title,
    text: [
      `经汇总核对，截至${day}，共有${subjects}个对象、${rows.length}项责任事项逾期未完成，现${kind === 'reminder' ? '提醒' : '通报'}如下。`,
      '# 基本情况',
      ...(counties.length > 1 ? [`按区划分：${ranking}。`] : []),
      ...listed,
      ...more,
      ...asked,
    ].join('\n'),
  };
}
