import type { Bilingual } from '../../kernel/endpoint.ts';

/**
 * Major-hazard criteria (重大事故隐患判定标准) as dated editions of one shape, whichever file they
 * come from. Static and dynamic (静态、动态) are the plan's words; no order sorts its items by them,
 * so that every `nature` is derived.
 */

export type Nature = 'static' | 'dynamic' | 'mixed';

export interface CriterionPart {
  readonly id: string;
  readonly text: string;
  readonly nature: 'static' | 'dynamic';
}

export interface CriterionItem {
  readonly id: string;
  /** As it is cited: 第4项, 第五条（六）, 5.1.1. */
  readonly clause: string;
  readonly title: string;
  /** Word for word; null: the text is not on file, the theme (主题) only. */
  readonly text: string | null;
  readonly nature: Nature;
  /** Of the words: `verified` against public copies, or `recalled` from practice. */
  readonly confidence: 'verified' | 'recalled';
  readonly parts: readonly CriterionPart[];
  /** Facts that would tell, as the file proposes them; not part of the order. */
  readonly asks: readonly string[];
  /** Items of the edition that follows which speak of the same. */
  readonly successors: readonly string[];
  /** Trade sectors and features that it speaks of; absent: every enterprise of the edition. */
  readonly sectors?: readonly string[];
  readonly features?: readonly string[];
}

export interface CriteriaEdition {
  readonly id: string;
  readonly series: string;
  /** `cityRule`: treated as major (参照重大隐患), never counted as statutory. */
  readonly kind: 'statutory' | 'cityRule';
  readonly number: string;
  readonly title: string;
  readonly from: string | null;
  readonly until: string | null;
  /** How far the days were checked. */
  readonly dates: 'verified' | 'recalled' | 'unknown';
  /** `themes`: what each item is about is known, its words are not. */
  readonly words: 'full' | 'themes' | 'none';
  readonly scope: string;
  readonly sources: readonly string[];
  readonly note: Bilingual | null;
  readonly items: readonly CriterionItem[];
}
