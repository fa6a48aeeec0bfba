import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { CriteriaEdition, CriterionItem } from '../../../law/standards/criterion.ts';
import type { Condition, RecordRow } from './condition.ts';
import { holds } from './condition.ts';

/** Which edition binds which enterprise (适用): by the scope that each order gives itself. */

interface Scope {
  readonly binds: Condition;
  /** Binds, but the register does not say enough to be sure. */
  readonly unsure?: { readonly when: Condition; readonly why: Bilingual };
}

const HAZCHEM: Condition = { attr: 'industry', in: ['chemical', 'hazchem', 'oilGasStorage'] };
const TRADING_ONLY: Condition = {
  all: [
    { attr: 'hazchemRole', known: true },
    { attr: 'hazchemRole', in: ['trading', 'use', 'import'] },
    { not: { attr: 'hazchemRole', in: ['production', 'storage'] } },
    { not: { attr: 'industry', in: ['chemical', 'oilGasStorage'] } },
  ],
};

const SCOPES: Readonly<Record<string, Scope>> = {
  'hazchem-2017': { binds: HAZCHEM },
  'hazchem-2026': {
    // Production, trading with storage, and chemicals; a hazchem firm that only uses is not named.
    binds: {
      all: [HAZCHEM, { any: [{ not: TRADING_ONLY }, { attr: 'hazchemRole', in: ['trading'] }] }],
    },
    unsure: {
      when: TRADING_ONLY,
      why: {
        zh: '经营企业有储存的才适用；登记信息未注明是否有储存',
        en: 'binds trading with storage only; the register does not say whether there is any',
      },
    },
  },
  'trade-2017': { binds: { attr: 'industry', in: ['trade'] } },
  'trade-2023': { binds: { attr: 'industry', in: ['trade'] } },
  'heze-ten-people': { binds: { attr: 'industry', in: ['chemical', 'hazchem'] } },
};

const NEVER: Condition = { any: [] };

export const bindsWhen = ({ id }: CriteriaEdition): Condition => SCOPES[id]?.binds ?? NEVER;

/** Of an enterprise that the edition binds: does the item speak of it? */
export function concernsWhen({ sectors, features }: CriterionItem): Condition {
  return {
    all: [
      ...(sectors ? [{ attr: 'tradeSector', in: sectors }] : []),
      ...(features ? [{ attr: 'tradeFeatures', in: features }] : []),
    ],
  };
}

export interface Binding {
  readonly edition: CriteriaEdition;
  readonly unsure: Bilingual | null;
}

export const inForceOn = ({ from, until }: CriteriaEdition, day: string): boolean =>
  (from === null || from <= day) && (until === null || day <= until);

const nothing = { day: '', moment: 0, records: new Map() };

/** The editions that bind an enterprise on a day, the statutory ones first. */
export function bindingOn(
  editions: readonly CriteriaEdition[],
  firm: RecordRow,
  day: string,
): Binding[] {
  return editions
    .filter((edition) => inForceOn(edition, day))
    .filter((edition) => holds(bindsWhen(edition), firm, nothing) === true)
    .map((edition) => {
      const { unsure } = SCOPES[edition.id] ?? {};
      const doubt = unsure && holds(unsure.when, firm, nothing) === true ? unsure.why : null;
      return { edition, unsure: doubt };
    });
}

/** yes, no, or null: its sector or features are not on record. */
export function concerns(item: CriterionItem, firm: RecordRow): boolean | null {
  return holds(concernsWhen(item), firm, nothing);
}

/** What the register says of an enterprise that binding reads. */
export const BINDING_ATTRS = ['industry', 'hazchemRole', 'tradeSector', 'tradeFeatures'] as const;
