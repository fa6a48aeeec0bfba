import type { Rational } from '../../kernel/rational.ts';
import type { ClassSymbol, Confidence } from '../../law/standards/gb18218.ts';

export interface Text {
  readonly en: string;
  readonly zh: string;
}

export const inventoryErrorCodes = [
  'notObject',
  'missingField',
  'unknownField',
  'wrongType',
  'emptyList',
  'tooMany',
  'twoForms',
  'notANumber',
  'negativeQuantity',
  'zeroQuantity',
  'hugeQuantity',
  'badPopulation',
  'malformedCas',
  'casCheckDigit',
  'unknownCas',
  'unknownName',
  'unknownRow',
  'unknownClass',
  'noIdentity',
  'ambiguousSubstance',
  'identityDisagrees',
  'mixtureNeedsClass',
  'duplicateSubstance',
  'duplicateUnit',
  'noEdition',
  'notUtf8',
  'emptyInput',
  'notJson',
  'tooLarge',
] as const;

/** What is wrong with an inventory, where (`substances[0].cas`), and how to mend it. */
export interface InventoryError {
  readonly code: (typeof inventoryErrorCodes)[number];
  readonly path: string;
  readonly message: Text;
  readonly mend: Text;
}

/**
 * A mixture (混合物, 4.2.3) by its own classification: `sameClass` as the pure substance, so its
 * whole mass counts as that substance; `newClass` otherwise, so its own class decides.
 */
export const mixtureKinds = ['sameClass', 'newClass'] as const;
export type MixtureKind = (typeof mixtureKinds)[number];

/** One line of an inventory, its fields well formed; what it names is not yet looked up. */
export interface Substance {
  readonly path: string;
  readonly cas: string | null;
  readonly name: string | null;
  /** Row of Table 1, for names and numbers that stand in several. */
  readonly row: number | null;
  /** Symbols of Table 2; empty when the classification stands in no row of it; null when not given. */
  readonly classes: readonly ClassSymbol[] | null;
  readonly mixture: MixtureKind | null;
  /** Design maximum quantity q (设计最大量, 4.2.2), tonnes, more than 0. */
  readonly quantity: Rational;
}

/** A production or storage unit (单元, 3.2), judged alone. */
export interface Unit {
  readonly path: string;
  readonly name: string | null;
  /** People living within 500 m outside the plant's boundary (厂区边界外500 m常住人口). */
  readonly exposedPopulation: number;
  readonly substances: readonly Substance[];
}

export interface Inventory {
  /** One unit written without a list has no name. */
  readonly single: boolean;
  readonly units: readonly Unit[];
}

/** Where a figure stands: 表1 row 1, article 4.1.2 a). */
export interface Source {
  readonly standard: string;
  readonly table: string;
  readonly row: string;
  readonly article: string;
  readonly confidence: Confidence;
}

export interface Figure extends Source {
  readonly value: Rational;
}

/**
 * By what a substance has its figures: `listed` by name in Table 1 (4.1.2 a), by the `stated`
 * class, or by the `recalled` class of a common substance (4.1.2 b).
 */
export type Basis = 'listed' | 'stated' | 'recalled';

/** A substance with its figures; Q and β are null when it stands in neither table. */
export interface Weighed {
  readonly substance: Substance;
  readonly name: string;
  readonly cas: string | null;
  readonly listedAs: string | null;
  readonly classes: readonly ClassSymbol[];
  readonly basis: Basis;
  readonly Q: Figure | null;
  readonly beta: Figure | null;
  /** q/Q */
  readonly ratio: Rational;
  /** β·q/Q */
  readonly weighted: Rational;
  readonly notes: readonly Text[];
}

/** Level of a major hazard installation (重大危险源级别): 1 is the gravest. */
export type Level = 1 | 2 | 3 | 4;

export const stepKinds = ['unit', 'Q', 'ratio', 'S', 'beta', 'alpha', 'R', 'level'] as const;

/** One step of the working (计算过程), in order. */
export interface Step {
  readonly step: number;
  readonly kind: (typeof stepKinds)[number];
  /** Index of the item it is about. */
  readonly item: number | null;
  readonly formula: string;
  readonly zh: string;
  readonly en: string;
  readonly table: string | null;
  readonly article: string;
  readonly confidence: Confidence;
}

export interface RecalledFigure {
  readonly figure: 'Q' | 'beta';
  readonly item: number;
  readonly name: string;
  readonly value: number | null;
  readonly zh: string;
  readonly en: string;
}

type FigureSource = Omit<Source, 'standard'>;

/** Numbers in tonnes or without unit. `exact` loses nothing; the plain numbers are doubles. */
export interface ItemResult {
  readonly name: string;
  readonly cas: string | null;
  readonly listedAs: string | null;
  readonly basis: Basis;
  readonly class: readonly ClassSymbol[];
  readonly q: number;
  readonly Q: number | null;
  readonly beta: number | null;
  readonly ratio: number;
  readonly weighted: number;
  readonly exact: { readonly q: string; readonly ratio: string; readonly weighted: string };
  readonly sources: { readonly Q: FigureSource | null; readonly beta: FigureSource | null };
  readonly recalled: boolean;
  readonly notes: readonly Text[];
}

export interface UnitResult {
  readonly name: string | null;
  /** Identification index (辨识指标) S = Σ q/Q. */
  readonly S: number;
  readonly isMajorHazard: boolean;
  /** Grading index (分级指标) R = α Σ β q/Q; shown also below the threshold, where no level follows. */
  readonly R: number;
  readonly level: Level | null;
  readonly levelName: string | null;
  readonly alpha: number;
  readonly exposedPopulation: number;
  readonly exact: { readonly S: string; readonly R: string };
  readonly items: readonly ItemResult[];
  readonly recalled: boolean;
  readonly recalledFigures: readonly RecalledFigure[];
  readonly working: readonly Step[];
}

/** The answer of `hazard-level`: one unit's result, or a list of units each judged alone. */
export type Judgement = { readonly standard: string; readonly asOf: string } & (
  | Omit<UnitResult, 'name'>
  | {
      readonly units: readonly UnitResult[];
      /** The gravest level among the units, which is the enterprise's; null without any. */
      readonly highestLevel: Level | null;
    }
);
