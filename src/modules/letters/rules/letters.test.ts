import { describe, expect, it } from 'vitest';
import type { Role } from '../../../law/roles.ts';
import type { LetterAction, LetterState } from '../model.ts';
import { letterActions, letterStates } from '../model.ts';
import { actionsOf, mayDo } from './states.ts';
import { blocksOfText, draftOf } from './text.ts';

describe('what may be done with a letter', () => {
  // Everything that is allowed; whatever is not in the table is refused.
  const allowed: readonly (readonly [LetterState, LetterAction, Role, LetterState])[] = [
    ['draft', 'edit', 'bureau', 'draft'],
    ['draft', 'edit', 'office', 'draft'],
    ['draft', 'submit', 'bureau', 'review'],
    ['draft', 'submit', 'office', 'review'],
    ['draft', 'discard', 'bureau', 'discarded'],
    ['draft', 'discard', 'office', 'discarded'],
    ['review', 'withdraw', 'bureau', 'draft'],
    ['review', 'withdraw', 'office', 'draft'],
    ['review', 'approve', 'leader', 'delivered'],
    ['review', 'return', 'leader', 'draft'],
  ];
  const roles: readonly Role[] = ['leader', 'bureau', 'office', 'officer', 'principal'];

  it('is this table, and nothing else', () => {
    const found = letterStates.flatMap((state) =>
      letterActions.flatMap((action) =>
        roles.flatMap((role) => {
          const transition = mayDo(state, action, [role]);
          return transition ? [[state, action, role, transition.to]] : [];
        }),
      ),
    );
    expect(found.toSorted()).toEqual(allowed.map((row) => [...row]).toSorted());
  });

  it('is what a page offers', () => {
    expect(actionsOf('review', ['leader'])).toEqual(['approve', 'return']);
    expect(actionsOf('draft', ['bureau'])).toEqual(['edit', 'submit', 'discard']);
    expect(actionsOf('delivered', ['leader', 'bureau'])).toEqual([]);
  });
});

describe('the words of a letter', () => {
  const clauses = new Map([
    ['A-1.1', { plan: '方案甲', quote: '开展检测' }],
    ['B-2.2', { plan: '方案乙', quote: '完成整改' }],
  ]);
  const row = (clause: string, name: string, divisionName: string) => ({
    ...{ clause, name, divisionName },
  });
  const rows = [
    row('A-1.1', '甲厂', '曹县'),
    row('A-1.1', '乙厂', '单县'),
    row('B-2.2', '甲厂', '曹县'),
  ];
  const input = { day: '2026年6月30日', clauses, answerWithin: 5 };

  it('a reminder counts its list and says by when to answer', () => {
    const { title, text } = draftOf({ ...input, kind: 'reminder', rows });
    expect(title).toBe('关于限期办结逾期未完成事项的工作提醒函');
    expect(text.split('\n')).toEqual([
      '经汇总核对，截至2026年6月30日，共有2个对象、3项责任事项逾期未完成，现提醒如下。',
      '# 基本情况',
      '按区划分：曹县2项、单县1项。',
      '### “开展检测”（《方案甲》，条款A-1.1），逾期2项。',
      '### “完成整改”（《方案乙》，条款B-2.2），逾期1项。',
      '# 工作要求',
      expect.stringContaining('逐项核实'),
      '请于收到本函之日起5个工作日内书面答复办理情况。',
    ]);
  });

  it('of one clause it names it; a circular asks for no answer', () => {
    const { title, text } = draftOf({ ...input, kind: 'circular', rows: rows.slice(0, 1) });
    expect(title).toBe('关于逾期未完成条款A-1.1事项情况的通报');
    expect(text).not.toContain('答复');
  });

  it('lines are paragraphs, marks are headings', () => {
    expect(blocksOfText('首段\n\n# 情况\n##子项\n ### 三级 \n#### 四级')).toEqual([
      { kind: 'paragraph', text: '首段' },
      { kind: 'heading', level: 1, text: '情况' },
      { kind: 'heading', level: 2, text: '子项' },
      { kind: 'heading', level: 3, text: '三级' },
      { kind: 'heading', level: 4, text: '四级' },
    ]);
  });
});
