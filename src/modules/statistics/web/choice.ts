import type { Filters } from '../../../ui/ledger/filters.ts';
import type { ById, PeriodId, TopicId } from '../model.ts';
import { byIds, periodIds, topicIds } from '../model.ts';

/** A table in the address: what is counted, by what, where, of which line, module and period. */
export const CHOICES = ['topic', 'by', 'division', 'line', 'module', 'period'] as const;
export type Choice = (typeof CHOICES)[number];

const LINES = ['chem', 'trade'] as const;

const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | undefined =>
  all.find((each) => each === text);

export interface TableChoice {
  readonly topic?: TopicId;
  readonly by?: ById;
  readonly division?: string;
  readonly line?: 'chem' | 'trade';
  readonly module?: string;
  readonly period?: PeriodId;
}

/** What the address asks for; what it cannot mean is left out. */
export function choiceOf(filters: Filters<Choice>): TableChoice {
  const topic = oneOf(topicIds, filters.topic);
  const by = oneOf(byIds, filters.by);
  const line = oneOf(LINES, filters.line);
  const period = oneOf(periodIds, filters.period);
  const { division, module } = filters;
  return {
    ...(topic ? { topic } : {}),
    ...(by ? { by } : {}),
    ...(division ? { division } : {}),
    ...(line ? { line } : {}),
    ...(module ? { module } : {}),
    ...(period ? { period } : {}),
  };
}
