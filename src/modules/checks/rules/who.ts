import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import type { Judgement, OwnerRole } from '../model.ts';
import { words } from '../model.ts';

/** Whose tasks a role works on: its own, and a team leader those of the team. */
const TASKS_OF: Readonly<Partial<Record<Role, readonly OwnerRole[]>>> = {
  principal: ['principal'],
  safetyManager: ['safetyManager'],
  teamLeader: ['teamLeader', 'worker'],
  worker: ['worker'],
};

export const ownTasks = (roles: readonly Role[]): readonly OwnerRole[] => [
  ...new Set(roles.flatMap((role) => TASKS_OF[role] ?? [])),
];

/** Who judges marks: those who answer for checks in the enterprise, and the authority. */
export const JUDGES: readonly Role[] = [
  ...(['principal', 'safetyManager', 'bureau', 'office', 'officer'] as const),
];

/** Who explains them: whoever did the check, and those who lead him. */
export const EXPLAINERS: readonly Role[] = ['principal', 'safetyManager', 'teamLeader'];

export const mayJudge = (roles: readonly Role[]): boolean =>
  roles.some((role) => JUDGES.includes(role));
export const mayExplain = (roles: readonly Role[]): boolean =>
  roles.some((role) => EXPLAINERS.includes(role));

/** How somebody stands towards a record of a check. */
export interface Standing {
  readonly roles: readonly Role[];
  /** He made it himself. */
  readonly own: boolean;
  readonly marked: boolean;
  /** Accepted or rejected already. */
  readonly judged: boolean;
}

/** Why somebody may not judge so; null: he may. */
export function whyNotJudge(judgement: Judgement, standing: Standing): Bilingual | null {
  const { roles, own, marked, judged } = standing;
  if (!marked) return words('这条记录没有待核标记', 'the record has no marks');
  if (judgement === 'explained') {
    if (judged) return words('已核实，不再说明', 'it was judged already');
    return mayExplain(roles)
      ? null
      : words('由企业排查人员说明', 'it is explained by those who check');
  }
  if (own) return words('不能核实自己的排查记录', 'nobody judges his own record');
  return mayJudge(roles)
    ? null
    : words('由企业负责人、安全管理人员或监管部门核实', 'judged by managers or the authority');
}
