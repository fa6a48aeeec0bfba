import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import type { Actor, Alarm } from '../model.ts';

/** Who states decisions (record `penalty`): registry's ownership says the same. */
export const ORDERERS: readonly Role[] = ['bureau', 'office', 'officer'];

/**
 * What is ordered because of an alarm (责令). The dictionary has the suspension among its decisions;
 * a rectification with a date has no word of its own there and is told by the text.
 */
export const orders = {
  'suspend-and-rectify': { zh: '责令停产停业整顿', en: 'order to suspend and rectify' },
  other: { zh: '责令限期整改', en: 'order to rectify by a day' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Why no order may be made of it by him; null: it may. */
export function whyNoOrder(
  { verdict }: Pick<Alarm, 'verdict'>,
  { roles }: Actor,
): Bilingual | null {
  if (!roles.some((role) => ORDERERS.includes(role))) {
    return {
      zh: '由应急管理部门、科室或执法人员作出',
      en: 'for the bureau, its offices and officers',
    };
  }
  if (verdict === null) {
    return { zh: '请先判定原因', en: 'say first what it is' };
  }
  if (verdict !== 'real') {
    return { zh: '只有真实报警可以据此责令', en: 'only a real alarm is a reason for an order' };
  }
  return null;
}
