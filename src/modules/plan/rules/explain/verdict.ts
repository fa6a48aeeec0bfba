import type { Requirement } from '../../../../law/plans/model.ts';
import type { LeafFinding, Words } from '../../model.ts';
import type { Speaker } from './conditions.ts';
import { isCombined, numberOf } from './leaves.ts';
import { joined, words } from './lexicon.ts';
import { reasonWords } from './reasons.ts';

/** How a part of a requirement stands, and why where it does not hold. */
interface Verdict {
  readonly holds: boolean | null;
  readonly reasons: readonly Words[];
}

/** Why the requirement does not hold; of an unknown one only what is unknown. */
export function reasonsFor(
  speaker: Speaker,
  requirement: Requirement,
  leaves: readonly LeafFinding[],
): readonly Words[] {
  return verdictOf(speaker, requirement, leaves[Symbol.iterator](), '').reasons;
}

function verdictOf(
  speaker: Speaker,
  requirement: Requirement,
  leaves: Iterator<LeafFinding>,
  number: string,
): Verdict {
  if (isCombined(requirement)) {
    const parts = requirement.of.map((part, index) =>
      verdictOf(speaker, part, leaves, numberOf(number, index)),
    );
    return requirement.form === 'all' ? allOf(parts) : anyOf(parts);
  }
  const { value: found } = leaves.next();
  if (!found) throw new Error('every leaf of a requirement has a finding');
  if (found.holds === true) return { holds: true, reasons: [] };
  const { zh, en } = reasonWords(speaker, requirement, found);
  const reason = number === '' ? words(zh, en) : words(`（${number}）${zh}`, `(${number}) ${en}`);
  return { holds: found.holds, reasons: [reason] };
}

function allOf(parts: readonly Verdict[]): Verdict {
  const failing = parts.filter(({ holds }) => holds === false);
  const open = parts.filter(({ holds }) => holds === null);
  if (failing.length > 0) return { holds: false, reasons: reasonsOf([...failing, ...open]) };
  return { holds: open.length > 0 ? null : true, reasons: reasonsOf(open) };
}

function anyOf(parts: readonly Verdict[]): Verdict {
  if (parts.some(({ holds }) => holds === true)) return { holds: true, reasons: [] };
  const open = parts.filter(({ holds }) => holds === null);
  const list = joined(reasonsOf(open.length > 0 ? open : parts), '；', '; ');
  return {
    holds: open.length > 0 ? null : false,
    reasons: [
      words(`可选各项没有一项满足：${list.zh}`, `none of the alternatives holds: ${list.en}`),
    ],
  };
}

function reasonsOf(parts: readonly Verdict[]): Words[] {
  return parts.flatMap(({ reasons }) => reasons);
}
