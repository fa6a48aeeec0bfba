import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { CriteriaEdition, CriterionItem } from '../../../law/standards/criterion.ts';
import { reading } from '../../identity/index.ts';
import type { CitingAnswer, EditionAnswer, ItemAnswer, SuspicionAnswer } from '../model.ts';
import { BINDING_ATTRS, bindingOn, concerns } from '../rules/binding.ts';
import type { Cited } from '../rules/citing.ts';
import { citedBy } from '../rules/citing.ts';
import type { Facts } from '../rules/condition.ts';
import { readBy } from '../rules/condition.ts';
import type { Detector } from '../rules/detector.ts';
import { attributesRead, detectors, detectorsOf, evidenceOf, partsOf } from '../rules/detectors.ts';
import type { CitingHazard } from '../store/firm-facts.ts';
import { firmFacts, hazardsOf } from '../store/firm-facts.ts';
import type { Judging, Reader } from './context.ts';
import { evidenceIn } from './words.ts';

/** The criteria of one enterprise, item by item: what is suspected, what was found. */

export function itemAnswer(item: CriterionItem): ItemAnswer {
  const { sectors: _, features: __, parts, asks, successors, ...rest } = item;
  return {
    ...rest,
    parts: parts.map((part) => ({ ...part })),
    asks: [...asks],
    successors: [...successors],
    detectable: detectorsOf(item.id).length > 0,
  };
}

export function editionAnswer(edition: CriteriaEdition): EditionAnswer {
  const { items: _, series: __, sources, ...rest } = edition;
  return { ...rest, sources: [...sources] };
}

/** Everything that the detectors and the binding read, by record type. */
const READ = new Map(
  [...attributesRead(detectors)].map(([type, attrs]) => [
    type,
    type === 'enterprise' ? new Set([...attrs, 'name', ...BINDING_ATTRS]) : attrs,
  ]),
);
const LISTED = 20;

export async function judgementOf(
  judging: Judging,
  caller: Reader,
  id: string,
  day: Day,
  on: string | undefined,
): Promise<Result<Awaited<ReturnType<typeof answer>>, Refusal>> {
  const { city } = judging;
  const seen = await reading(city.web, caller, async (client) => {
    const facts = await firmFacts(client, city.duties.types, id, day, READ);
    return { facts, hazards: await hazardsOf(client, id, day) };
  });
  const [firm] = seen.facts.records.get('enterprise') ?? [];
  if (!firm) return refuse({ code: 'not-visible' });
  return ok(await answer(judging, seen, day, on));
}

async function answer(
  judging: Judging,
  seen: { readonly facts: Facts; readonly hazards: readonly CitingHazard[] },
  day: Day,
  on: string | undefined,
) {
  const { facts, hazards } = seen;
  const { editions } = judging.criteria;
  const firm = must(facts.records.get('enterprise')?.[0] ?? null, 'the enterprise');
  const date = on ?? formatDay(day);
  const citing = hazards.map((hazard) => ({
    hazard,
    cited: citedBy(editions, hazard.criterion, hazard.foundOn),
  }));
  const bound = bindingOn(editions, firm, date);
  const listed = new Set(bound.flatMap(({ edition }) => edition.items.map((item) => item.id)));
  return {
    asOf: formatDay(day),
    on: date,
    enterprise: { id: firm.id, name: (firm.name as string | null) ?? null },
    editions: bound.map(({ edition, unsure }) => ({
      ...editionAnswer(edition),
      unsure,
      items: edition.items
        .map((item) => ({ item, concern: concerns(item, firm) }))
        .filter(({ concern }) => concern !== false)
        .map(({ item, concern }) => ({
          ...itemAnswer(item),
          concerns: concern,
          suspicions: concern === true ? suspicionsOf(judging, item, facts) : [],
          hazards: citing
            .filter(({ cited }) => cited?.item.id === item.id)
            .map(({ hazard, cited }) => citingAnswer(hazard, cited)),
        })),
    })),
    others: citing
      .filter(({ cited }) => cited === null || !listed.has(cited.item.id))
      .map(({ hazard, cited }) => citingAnswer(hazard, cited)),
  };
}

function suspicionsOf(judging: Judging, item: CriterionItem, facts: Facts): SuspicionAnswer[] {
  return detectorsOf(item.id).flatMap((detector) => {
    const rows = evidenceOf(detector, facts);
    if (rows.length === 0) return [];
    const { id, basis, says, missing } = detector;
    return [
      {
        detector: id,
        ...{ basis, says, missing, found: rows.length },
        parts: [...partsOf(detector, item.id)],
        evidence: rows.slice(0, LISTED).map((row) => evidence(judging, detector, row)),
      },
    ];
  });
}

function evidence({ city }: Judging, detector: Detector, row: Parameters<typeof evidenceIn>[2]) {
  const { of, where, shows } = detector;
  const definition = must(city.duties.types.get(of) ?? null, `type ${of}`);
  const attrs = new Set([...shows, ...(readBy(where, of).get(of) ?? [])]);
  return {
    type: of,
    typeName: { zh: definition.zh, en: definition.en.split(/[;,(]/)[0] ?? definition.en },
    id: row.id,
    values: evidenceIn(city, definition, row, attrs),
  };
}

function citingAnswer(hazard: CitingHazard, cited: Cited | null): CitingAnswer {
  const { major, treatedAsMajor, ...rest } = hazard;
  const kind = major ? 'statutory' : treatedAsMajor ? 'cityRule' : null;
  return { ...rest, part: cited?.part ?? null, cites: cited && citedText(cited), kind };
}

const citedText = ({ edition, item }: Cited): string =>
  `${edition.number} ${item.clause} ${item.title}`;
