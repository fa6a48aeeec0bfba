import type { Rational } from '../../../kernel/rational.ts';
import { divide, fromNumber, multiply, ZERO } from '../../../kernel/rational.ts';
import { must } from '../../../kernel/result.ts';
import type { ClassSymbol, Confidence, TableSource } from '../../../law/standards/gb18218.ts';
import type { Figure, Text, Weighed } from '../model.ts';
import type { Lookup } from './lookup.ts';
import { baseName } from './names.ts';
import type { Resolved } from './resolve.ts';

const weaker = (a: Confidence, b: Confidence): Confidence =>
  a === 'recalled' || b === 'recalled' ? 'recalled' : 'verified';

function figure(
  lookup: Lookup,
  source: TableSource,
  row: string,
  value: number,
  confidence: Confidence = 'verified',
): Figure {
  return {
    value: fromNumber(value),
    standard: lookup.edition.standard,
    table: source.table,
    row,
    article: source.article,
    confidence: weaker(source.confidence, confidence),
  };
}

/** The class among several whose figure wins; equal figures keep the first given. */
function pick(
  classes: readonly ClassSymbol[],
  figureOf: (symbol: ClassSymbol) => number,
  wins: (a: number, b: number) => boolean,
): { symbol: ClassSymbol; value: number } | null {
  let best: { symbol: ClassSymbol; value: number } | null = null;
  for (const symbol of classes) {
    const value = figureOf(symbol);
    if (best === null || wins(value, best.value)) best = { symbol, value };
  }
  return best;
}

/** Critical quantity of the classes: the smallest (4.1.2 b). Null without a class. */
function classThreshold(
  classes: readonly ClassSymbol[],
  lookup: Lookup,
  confidence: Confidence,
): Figure | null {
  const thresholdOf = (symbol: ClassSymbol): number =>
    must(lookup.classes.get(symbol), `${symbol} is in Table 2`).thresholdT;
  const best = pick(classes, thresholdOf, (a, b) => a < b);
  return best && figure(lookup, lookup.edition.figures.table2, best.symbol, best.value, confidence);
}

/** β of the classes: the greatest, our reading where the standard says nothing (decision 0005). */
function classBeta(
  classes: readonly ClassSymbol[],
  lookup: Lookup,
  confidence: Confidence,
): Figure | null {
  const betaOf = (symbol: ClassSymbol): number =>
    must(lookup.betaByClass.get(symbol), `${symbol} is in Table 4`);
  const best = pick(classes, betaOf, (a, b) => a > b);
  return best && figure(lookup, lookup.edition.figures.table4, best.symbol, best.value, confidence);
}

/** Table 3 goes before Table 4 (4.3.2), but names pure gases only. */
function gasBeta(resolved: Resolved, lookup: Lookup): Figure | null {
  if (resolved.substance.mixture === 'newClass') return null;
  const gas = lookup.gasByCas.get(resolved.cas ?? '');
  return gas ? figure(lookup, lookup.edition.figures.table3, gas.name, gas.beta) : null;
}

function listedBeta(resolved: Resolved & { basis: 'listed' }, lookup: Lookup): Figure {
  const { row, substance } = resolved;
  const { figures } = lookup.edition;
  const { value, from, confidence } = row.beta;
  if (from === 'table3')
    return figure(lookup, figures.table3, baseName(row.name), value, confidence);
  const stated = classBeta(substance.classes ?? [], lookup, 'verified');
  if (stated) return stated;
  return figure(lookup, figures.table4, row.beta.class ?? '—', value, confidence);
}

function betaOf(resolved: Resolved, lookup: Lookup): Figure | null {
  if (resolved.basis === 'listed') return listedBeta(resolved, lookup);
  const confidence = resolved.basis === 'recalled' ? 'recalled' : 'verified';
  return gasBeta(resolved, lookup) ?? classBeta(resolved.classes, lookup, confidence);
}

function thresholdOf(resolved: Resolved, lookup: Lookup): Figure | null {
  if (resolved.basis === 'listed') {
    const { no, thresholdT } = resolved.row;
    return figure(lookup, lookup.edition.figures.table1, String(no), thresholdT);
  }
  const confidence =
    resolved.basis === 'recalled' ? lookup.edition.commonUnlisted.confidence : 'verified';
  return classThreshold(resolved.classes, lookup, confidence);
}

function* notesOn(resolved: Resolved, lookup: Lookup): Generator<Text> {
  if (resolved.basis === 'listed') {
    const { condition, beta } = resolved.row;
    if (condition !== undefined)
      yield {
        zh: `表1只在“${condition}”时列名该物质；否则按混合物处理（4.2.3）：写明 "mixture":"newClass" 和类别`,
        en: `Table 1 names it only as “${condition}”; otherwise it is a mixture (4.2.3): give "mixture":"newClass" and its class`,
      };
    if (beta.note !== undefined) yield { zh: beta.note, en: `note in the data: ${beta.note}` };
    return;
  }
  if (resolved.basis === 'recalled') {
    if (resolved.row.note !== undefined)
      yield { zh: resolved.row.note, en: `note in the data: ${resolved.row.note}` };
    return;
  }
  const common = lookup.unlistedByCas.get(resolved.cas ?? '') ?? [];
  const [row, ...others] = common;
  if (!row || others.length > 0 || resolved.substance.mixture !== null) return;
  const missing = row.classes.filter((symbol) => !resolved.classes.includes(symbol));
  if (missing.length > 0)
    yield {
      zh: `通常还属于 ${missing.join('、')}（recalled），请核对安全技术说明书`,
      en: `usually also of class ${missing.join(', ')} (recalled); check the safety data sheet`,
    };
}

/** A line with its Q, β and ratios. Outside both tables it counts nothing. */
export function weigh(resolved: Resolved, lookup: Lookup): Weighed {
  const { substance, cas } = resolved;
  const Q = thresholdOf(resolved, lookup);
  const beta = Q === null ? null : betaOf(resolved, lookup);
  const ratio: Rational = Q === null ? ZERO : divide(substance.quantity, Q.value);
  const classes = resolved.basis === 'listed' ? (substance.classes ?? []) : resolved.classes;
  const row = resolved.basis === 'stated' ? null : resolved.row.name;
  return {
    substance,
    name: substance.name ?? row ?? cas ?? (classes.join('+') || '—'),
    cas,
    listedAs: resolved.basis === 'listed' ? resolved.row.name : null,
    classes,
    basis: resolved.basis,
    Q,
    beta,
    ratio,
    weighted: beta === null ? ZERO : multiply(beta.value, ratio),
    notes: [...notesOn(resolved, lookup)],
  };
}
