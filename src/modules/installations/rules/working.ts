import { toExact, toShort } from '../../../kernel/rational.ts';
import type { Gb18218 } from '../../../law/standards/gb18218.ts';
import type { Figure, Step, Unit, Weighed } from '../model.ts';
import type { Alpha, LevelRow } from './grade.ts';
import type { Identification } from './identify.ts';

/** All that a unit's judgement rests on. */
export interface Judged {
  readonly unit: Unit;
  readonly items: readonly Weighed[];
  readonly identification: Identification;
  readonly alpha: Alpha;
  readonly R: Weighed['ratio'];
  /** Null when the unit is no major hazard installation. */
  readonly level: LevelRow | null;
}

type Draft = Omit<Step, 'step'>;

const inTable = (figure: Figure, row: string): string =>
  figure.confidence === 'recalled'
    ? `${figure.table} ${row}（recalled）`
    : `${figure.table} ${row}`;
const english = (figure: Figure, row: string): string =>
  `Table ${figure.table.slice(1)} ${row}${figure.confidence === 'recalled' ? ' (recalled)' : ''}`;

const rule = (
  kind: Step['kind'],
  article: string,
  table: string | null,
): Omit<Draft, 'formula' | 'zh' | 'en'> => ({
  kind,
  item: null,
  table,
  article,
  confidence: 'verified',
});

function unitStep({ unit }: Judged): Draft {
  const name = unit.name === null ? '' : `“${unit.name}”`;
  return {
    ...rule('unit', '4.2.2', null),
    formula: 'q',
    zh: `单元${name}单独判定；q 为每种危险化学品的设计最大量（吨）`,
    en: `The unit ${name}${name && ' '}is judged alone; q is the design maximum of each substance (t)`,
  };
}

const mixtureText = {
  sameClass: {
    zh: '混合物与其纯物质危险类别相同，视为纯物质按整体计算（4.2.3）；',
    en: 'a mixture of the same class counts whole as the pure substance (4.2.3); ',
  },
  newClass: {
    zh: '混合物与其纯物质危险类别不同，按新类别取临界量（4.2.3）；',
    en: 'a mixture of another class takes its own class (4.2.3); ',
  },
} as const;

function thresholdWords(item: Weighed, Q: Figure): { zh: string; en: string } {
  if (item.basis === 'listed')
    return {
      zh: `在${inTable(Q, `第${Q.row}行`)}列名`,
      en: `named in ${english(Q, `row ${Q.row}`)}`,
    };
  const several = item.classes.length > 1;
  return {
    zh: `不在表1，类别 ${item.classes.join('、')}，取${several ? '其中最低的' : ''}${inTable(Q, Q.row)}`,
    en: `not in Table 1; class ${item.classes.join(', ')}: ${several ? 'the lowest, ' : ''}${english(Q, Q.row)}`,
  };
}

function thresholdStep(item: Weighed, index: number): Draft {
  const mixture =
    item.substance.mixture === null ? { zh: '', en: '' } : mixtureText[item.substance.mixture];
  const { Q } = item;
  if (Q === null) {
    const recalled = item.basis === 'recalled';
    return {
      ...rule('Q', '4.1.2 b)', '表2'),
      item: index,
      confidence: recalled ? 'recalled' : 'verified',
      formula: '—',
      zh: `${item.name}：${mixture.zh}其类别不在表1、表2，不参与辨识${recalled ? '（recalled）' : '（按所填 class）'}`,
      en: `${item.name}: ${mixture.en}in neither Table 1 nor Table 2, counts nothing ${recalled ? '(recalled)' : '(by the class given)'}`,
    };
  }
  const words = thresholdWords(item, Q);
  return {
    ...rule('Q', Q.article, Q.table),
    item: index,
    confidence: Q.confidence,
    formula: `Q = ${toShort(Q.value)}`,
    zh: `${item.name}：${mixture.zh}${words.zh}，临界量 Q = ${toShort(Q.value)} t`,
    en: `${item.name}: ${mixture.en}${words.en}, critical quantity Q = ${toShort(Q.value)} t`,
  };
}

function ratioStep(item: Weighed, index: number, Q: Figure): Draft {
  const formula = `q/Q = ${toExact(item.substance.quantity)}/${toShort(Q.value)} = ${toShort(item.ratio)}`;
  return {
    ...rule('ratio', '4.2.1', null),
    item: index,
    confidence: Q.confidence,
    formula,
    zh: `${item.name}：${formula}`,
    en: `${item.name}: ${formula}`,
  };
}

function sumStep({ items, identification }: Judged): Draft {
  const { S, isMajorHazard } = identification;
  const terms = items.filter((item) => item.Q !== null).map((item) => toShort(item.ratio));
  const formula = `S = Σ q/Q = ${terms.join(' + ') || '0'}${terms.length > 1 ? ` = ${toShort(S)}` : ''}`;
  return {
    ...rule('S', '4.2.1 式(1)', null),
    confidence: items.some(
      (item) => item.Q?.confidence === 'recalled' || (item.Q === null && item.basis === 'recalled'),
    )
      ? 'recalled'
      : 'verified',
    formula,
    zh: `${formula} ${isMajorHazard ? '≥ 1，构成重大危险源' : '< 1，不构成重大危险源'}`,
    en: `${formula} ${isMajorHazard ? '≥ 1: a major hazard installation' : '< 1: no major hazard installation'}`,
  };
}

function betaStep(item: Weighed, index: number, beta: Figure): Draft {
  const value = toShort(beta.value);
  const none = beta.row === '—';
  return {
    ...rule('beta', beta.article, beta.table),
    item: index,
    confidence: beta.confidence,
    formula: `β = ${value}`,
    zh: none
      ? `${item.name}：其类别不在表4，按通行做法（recalled）β = ${value}`
      : `${item.name}：按${inTable(beta, beta.row)}，校正系数 β = ${value}`,
    en: none
      ? `${item.name}: its classes are not in Table 4; by common practice (recalled) β = ${value}`
      : `${item.name}: by ${english(beta, beta.row)}, correction factor β = ${value}`,
  };
}

function alphaStep({ unit, alpha }: Judged): Draft {
  const value = toShort(alpha.value);
  return {
    ...rule('alpha', alpha.article, alpha.table),
    confidence: alpha.confidence,
    formula: `α = ${value}`,
    zh: `厂区边界向外500 m常住人口 ${unit.exposedPopulation} 人，属${alpha.table}“${alpha.row}”，α = ${value}`,
    en: `${unit.exposedPopulation} people live within 500 m of the plant boundary: Table 5 “${alpha.row}”, α = ${value}`,
  };
}

function gradeStep({ items, alpha, R }: Judged): Draft {
  const counted = items.filter((item) => item.beta !== null);
  const terms = counted.map(
    (item) => `${item.beta ? toShort(item.beta.value) : ''}×${toShort(item.ratio)}`,
  );
  const formula = `R = α Σ β·q/Q = ${toShort(alpha.value)} × (${terms.join(' + ') || '0'}) = ${toShort(R)}`;
  const recalled = items.some(
    (item) =>
      item.beta?.confidence === 'recalled' ||
      item.Q?.confidence === 'recalled' ||
      (item.Q === null && item.basis === 'recalled'),
  );
  return {
    ...rule('R', '4.3.2 式(2)', null),
    confidence: recalled ? 'recalled' : 'verified',
    formula,
    zh: formula,
    en: formula,
  };
}

function levelStep(judged: Judged, edition: Gb18218, recalled: boolean): Draft {
  const { level, R } = judged;
  const base = rule('level', edition.figures.table6.article, edition.figures.table6.table);
  if (level === null)
    return {
      ...base,
      formula: 'S < 1',
      zh: '不构成重大危险源，不分级（R 仅供参考）',
      en: 'no major hazard installation, so no level (R is shown for reference)',
    };
  return {
    ...base,
    confidence: recalled ? 'recalled' : edition.figures.table6.confidence,
    formula: `R = ${toShort(R)}, ${level.expr}`,
    zh: `R = ${toShort(R)}，符合 ${level.expr}，定为${level.name}重大危险源`,
    en: `R = ${toShort(R)}, ${level.expr}: level ${level.level} (${level.name})`,
  };
}

/** The working (计算过程) in the order of the standard: Q, q/Q, S, β, α, R, level. */
export function workingOf(judged: Judged, edition: Gb18218): Step[] {
  const { items } = judged;
  const grade = gradeStep(judged);
  const drafts = [
    unitStep(judged),
    ...items.flatMap((item, i) => [
      thresholdStep(item, i),
      ...(item.Q ? [ratioStep(item, i, item.Q)] : []),
    ]),
    sumStep(judged),
    ...items.flatMap((item, i) => (item.beta ? [betaStep(item, i, item.beta)] : [])),
    alphaStep(judged),
    grade,
    levelStep(judged, edition, grade.confidence === 'recalled'),
  ];
  return drafts.map((draft, i) => ({ step: i + 1, ...draft }));
}
