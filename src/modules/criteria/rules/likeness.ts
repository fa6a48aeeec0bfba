import type { Bilingual } from '../../../kernel/endpoint.ts';
import { w } from './detector.ts';

/**
 * How alike two enterprises are (同类企业): the share of what they have in common, aspect by aspect,
 * weighted. The weights are the platform's proposal (平台建议); each score shows its working.
 */

export interface Profile {
  readonly id: string;
  readonly industry: readonly string[];
  readonly tradeSector: readonly string[];
  readonly tradeFeatures: readonly string[];
  readonly keyProcesses: readonly string[];
  readonly hazchemRole: readonly string[];
  readonly products: readonly string[];
  readonly facilities: readonly string[];
  readonly places: readonly string[];
  readonly levels: readonly string[];
}

type Aspect = Exclude<keyof Profile, 'id'>;

export const aspects: readonly {
  readonly aspect: Aspect;
  readonly name: Bilingual;
  readonly weight: number;
  /** Whose codes these are: an attribute of the dictionary. */
  readonly codes: readonly [string, string];
}[] = [
  {
    aspect: 'industry',
    name: w('行业', 'Industry'),
    weight: 10,
    codes: ['enterprise', 'industry'],
  },
  {
    aspect: 'tradeSector',
    name: w('工贸行业', 'Trade sector'),
    weight: 20,
    codes: ['enterprise', 'tradeSector'],
  },
  {
    aspect: 'tradeFeatures',
    name: w('重点领域特征', 'Key features'),
    weight: 20,
    codes: ['enterprise', 'tradeFeatures'],
  },
  {
    aspect: 'keyProcesses',
    name: w('重点监管工艺', 'Key processes'),
    weight: 20,
    codes: ['enterprise', 'keyProcesses'],
  },
  {
    aspect: 'hazchemRole',
    name: w('危化品企业类型', 'Hazchem role'),
    weight: 10,
    codes: ['enterprise', 'hazchemRole'],
  },
  { aspect: 'products', name: w('产品', 'Products'), weight: 5, codes: ['enterprise', 'products'] },
  {
    aspect: 'facilities',
    name: w('设施类别', 'Kinds of facility'),
    weight: 10,
    codes: ['facility', 'kind'],
  },
  {
    aspect: 'places',
    name: w('高风险场所', 'High-risk places'),
    weight: 10,
    codes: ['facility', 'placeKind'],
  },
  {
    aspect: 'levels',
    name: w('重大危险源等级', 'Level of major hazard installation'),
    weight: 5,
    codes: ['facility', 'majorHazardLevel'],
  },
];

export interface AspectWorking {
  readonly aspect: Aspect;
  readonly weight: number;
  readonly common: readonly string[];
  readonly different: readonly string[];
  /** weight × common ÷ all, of 100 points in all. */
  readonly points: number;
}

export interface Likened {
  readonly score: number;
  readonly working: readonly AspectWorking[];
}

/** Aspects in which the first has nothing say nothing and are left out. */
export function likeness(of: Profile, other: Profile): Likened {
  const counted = aspects.filter(({ aspect }) => of[aspect].length > 0);
  const whole = counted.reduce((sum, { weight }) => sum + weight, 0);
  const working = counted.map(({ aspect, weight }): AspectWorking => {
    const common = of[aspect].filter((code) => other[aspect].includes(code));
    const all = new Set([...of[aspect], ...other[aspect]]);
    const different = [...all].filter((code) => !common.includes(code));
    const points = (100 * weight * common.length) / (all.size * whole);
    return { aspect, weight, common, different, points: Math.round(points * 10) / 10 };
  });
  const score = working.reduce((sum, { points }) => sum + points, 0);
  return { score: Math.round(score * 10) / 10, working };
}
