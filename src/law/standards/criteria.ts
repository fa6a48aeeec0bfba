import type { z } from 'zod';
import { must } from '../../kernel/result.ts';
import type { Series } from './catalogue.ts';
import { cityRuleEdition } from './city-rule.ts';
import type { CriteriaEdition, CriterionItem } from './criterion.ts';
import type { majorHazardCriteriaHazchem2017 } from './shapes/major-hazard-criteria-hazchem-2017.ts';
import type { tradeMajorHazardCriteria2023 } from './shapes/trade-major-hazard-criteria-2023.ts';

type Hazchem = z.infer<typeof majorHazardCriteriaHazchem2017>;
type Trade = z.infer<typeof tradeMajorHazardCriteria2023>;
type Source = Hazchem['source'][number];
type Content = Pick<CriteriaEdition, 'id' | 'title' | 'words' | 'scope' | 'sources' | 'items'>;

const refOf = (source: Source): string => (typeof source === 'string' ? source : source.ref);
const graded = (text: string): 'verified' | 'recalled' =>
  text.startsWith('verified') ? 'verified' : 'recalled';

function hazchem2017(file: Hazchem): Content {
  return {
    id: 'hazchem-2017',
    title: file.title,
    words: 'full',
    scope: '化工和危险化学品生产经营单位',
    sources: file.source.map(refOf),
    items: file.items.map((item) => ({
      id: `HC17-${item.no}`,
      clause: `第${item.no}项`,
      title: item.title,
      text: item.text,
      nature: item.parts ? 'mixed' : item.kind,
      confidence: graded(item.textConfidence),
      parts: (item.parts ?? []).map(({ no, text, kind }) => ({
        id: `HC17-${item.no}.${no}`,
        text,
        nature: kind,
      })),
      asks: item.structuredFacts,
      successors: item.aq3067.map((no) => `AQ3067-${no}`),
    })),
  };
}

function hazchem2026({ successor }: Hazchem): Content {
  return {
    id: 'hazchem-2026',
    title: successor.title,
    words: 'themes',
    scope: successor.scope,
    sources: [successor.officialPage, successor.officialPdf],
    items: successor.clauses.map(({ no, topic, kindDerived }) => ({
      id: `AQ3067-${no}`,
      clause: no,
      title: topic,
      text: null,
      nature: kindDerived,
      confidence: 'verified',
      parts: [],
      asks: [],
      successors: [],
    })),
  };
}

const SECTORS: Readonly<Record<string, string>> = {
  冶金: 'metallurgy',
  有色: 'nonferrous',
  建材: 'building_materials',
  机械: 'machinery',
  轻工: 'light',
  纺织: 'textile',
  烟草: 'tobacco',
};
const FEATURES: Readonly<Record<string, readonly string[]>> = {
  粉尘爆炸危险: ['dustExplosive', 'keyDustExplosive'],
  液氨制冷: ['ammoniaRefrigeration'],
  有限空间: ['confinedSpace'],
};
/** Narrower than the article that they stand in, by their own first words. */
const OWN_FEATURES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^金属冶炼企业/, ['metalSmelting']],
  [/^铝加工深井铸造/, ['deepWellCasting']],
];

function trade2023(file: Trade): Content {
  const { article, clause, text, nature, confidence, detection } = file.catchAll;
  const fallback: CriterionItem = {
    id: `GM10-${article}`,
    clause,
    title: '监控报警防护装置失效',
    text,
    nature,
    confidence: graded(confidence),
    parts: [],
    asks: detection.facts.map(({ key }) => key),
    successors: [],
  };
  return {
    id: 'trade-2023',
    title: file.title,
    words: 'full',
    scope: file.scope.join('、'),
    sources: file.source.map(refOf),
    items: [...file.items.map(tradeItem), fallback],
  };
}

function tradeItem(item: Trade['items'][number]): CriterionItem {
  const sector = SECTORS[item.scope];
  const features =
    FEATURES[item.scope] ?? OWN_FEATURES.find(([words]) => words.test(item.text))?.[1];
  return {
    id: item.id,
    clause: item.clause,
    title: item.shortTitle,
    text: item.text,
    nature: item.nature,
    confidence: graded(item.confidence),
    parts: [],
    asks: item.detection.facts.map(({ key }) => key),
    successors: [],
    ...(sector ? { sectors: [sector] } : {}),
    ...(features ? { features } : {}),
  };
}

const none = (id: string, title: string): Content => ({
  ...{ id, title, words: 'none', scope: '', sources: [], items: [] },
});

/** Every edition of the catalogue's two series, oldest first, and the city's own rule. */
export function criteriaEditions(
  catalogue: readonly Series[],
  hazchem: Hazchem,
  trade: Trade,
): readonly CriteriaEdition[] {
  const contents: Readonly<Record<string, Content>> = {
    '安监总管三〔2017〕121号': hazchem2017(hazchem),
    'AQ 3067-2026': hazchem2026(hazchem),
    '安监总管四〔2017〕129号': none('trade-2017', '工贸行业重大生产安全事故隐患判定标准（2017版）'),
    应急管理部令第10号: trade2023(trade),
  };
  const statutory = ['hazchem-major-hazard-criteria', 'trade-major-hazard-criteria'].flatMap(
    (id) => {
      const series = must(catalogue.find((each) => each.id === id) ?? null, `series ${id}`);
      return series.editions.map(
        ({ number, from, until, dates, note }): CriteriaEdition => ({
          ...must(contents[number] ?? null, `what ${number} holds`),
          ...{ series: id, kind: 'statutory', number, from, until, dates, note: note ?? null },
        }),
      );
    },
  );
  return [...statutory, cityRuleEdition];
}
