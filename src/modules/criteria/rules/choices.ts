import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { JudgedEdition } from '../model.ts';

/** What the picker of a criterion offers: items and parts, those that facts point to first. */
export interface Choice {
  readonly id: string;
  readonly edition: string;
  readonly kind: 'statutory' | 'cityRule';
  readonly clause: string;
  readonly title: string;
  readonly text: string | null;
  readonly nature: 'static' | 'dynamic' | null;
  /** A part of the item that stands before it. */
  readonly part: boolean;
  readonly suspected: boolean;
  readonly recalled: boolean;
  readonly says: readonly Bilingual[];
}

const only = (nature: 'static' | 'dynamic' | 'mixed'): Choice['nature'] =>
  nature === 'mixed' ? null : nature;

export function choicesOf(editions: readonly JudgedEdition[]): Choice[] {
  const groups = editions.flatMap(({ number, kind, items }) =>
    items.map((item) => {
      const { id, clause, title, text, nature, parts, suspicions, confidence } = item;
      const own = { edition: number, kind, clause, recalled: confidence === 'recalled' };
      const whole: Choice = {
        ...{ ...own, id, title, text, part: false, suspected: suspicions.length > 0 },
        nature: only(nature),
        says: suspicions.map(({ says }) => says),
      };
      const some = parts.map((part): Choice => {
        const suspected = suspicions.some((each) => each.parts.includes(part.id));
        return {
          ...{ ...own, id: part.id, title: part.text, text: null, nature: only(part.nature) },
          ...{ part: true, suspected, says: [] },
        };
      });
      return [whole, ...some];
    }),
  );
  const isSuspected = ([first]: readonly Choice[]): number => Number(first?.suspected ?? false);
  return groups.sort((a, b) => isSuspected(b) - isSuspected(a)).flat();
}

/** Those in whose words every typed word stands. */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ id, clause, title, text, edition }) => {
    const words = `${id} ${clause} ${title} ${text ?? ''} ${edition}`.toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}
