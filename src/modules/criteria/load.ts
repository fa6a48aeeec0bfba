import { must } from '../../kernel/result.ts';
import { criteriaEditions } from '../../law/standards/criteria.ts';
import type { CriteriaEdition, CriterionItem } from '../../law/standards/criterion.ts';
import { majorHazardCriteriaHazchem2017 } from '../../law/standards/shapes/major-hazard-criteria-hazchem-2017.ts';
import { tradeMajorHazardCriteria2023 } from '../../law/standards/shapes/trade-major-hazard-criteria-2023.ts';
import { readStandards } from '../plan/index.ts';

export interface FoundItem {
  readonly edition: CriteriaEdition;
  readonly item: CriterionItem;
}

export interface Criteria {
  readonly editions: readonly CriteriaEdition[];
  itemOf(id: string): FoundItem | null;
}

let shipped: Criteria | null = null;

/** The criteria that ship, read once. */
export function criteria(): Criteria {
  shipped ??= load();
  return shipped;
}

function load(): Criteria {
  const read = readStandards();
  const { series, files } = must(read.ok ? read.value : null, 'the standards that ship are sound');
  const editions = criteriaEditions(
    series,
    majorHazardCriteriaHazchem2017.parse(files.get('major-hazard-criteria-hazchem-2017.json')),
    tradeMajorHazardCriteria2023.parse(files.get('trade-major-hazard-criteria-2023.json')),
  );
  const found = new Map<string, FoundItem>();
  for (const edition of editions) {
    for (const item of edition.items) found.set(item.id, { edition, item });
  }
  return { editions, itemOf: (id) => found.get(id) ?? null };
}
