import type { ClauseInput, Due, Requirement, Selector, Target } from './types.ts';

export interface ClauseItem {
  readonly id: string;
  readonly due: Due;
  readonly subject: { readonly predicate: Selector };
}
export type RequirementItem = Requirement & {
  readonly id: string;
  readonly subject?: Selector;
  readonly every?: string | { readonly param: string };
  readonly measure: 'share' | 'unmet';
  readonly target: Target | null;
  readonly reads?: readonly string[];
};

/** Joins an item of clauses.json with its item of requirements.json. */
export function mergeClause(clause: ClauseItem, item: RequirementItem): ClauseInput {
  return {
    id: clause.id,
    selector: item.subject ?? clause.subject.predicate,
    requirement: item,
    due: clause.due,
    ...(item.every !== undefined && { every: item.every }),
    measure: item.measure,
    target: item.target && { op: item.target.op, value: item.target.value },
    reads: item.reads ?? [],
  };
}
