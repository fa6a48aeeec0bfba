import { readdirSync, readFileSync } from 'node:fs';
import type { ClauseInput, Due, Requirement, Selector, Target } from './types.ts';

/** A clause as its file writes it. */
interface ClauseItem {
  readonly id: string;
  readonly subject: { readonly selector: Selector };
  readonly requirement: Requirement;
  readonly due: Due;
  readonly every?: string | { readonly param: string };
  readonly measure: 'share' | 'unmet';
  readonly target: Target | null;
  readonly reads: readonly string[];
}

/** The clauses of a plan's folder, read without the product's loader. */
export function clausesIn(plan: string): ClauseInput[] {
  const folder = new URL(`../../src/law/plans/${plan}/clauses/`, import.meta.url);
  return readdirSync(folder).flatMap((name) => {
    const items = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as ClauseItem[];
    return items.map(inputOf);
  });
}

function inputOf({ id, subject, requirement, due, ...item }: ClauseItem): ClauseInput {
  return {
    id,
    selector: subject.selector,
    requirement,
    due,
    ...(item.every !== undefined && { every: item.every }),
    measure: item.measure,
    target: item.target && { op: item.target.op, value: item.target.value },
    reads: item.reads,
  };
}
