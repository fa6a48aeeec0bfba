import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { GradingMethod, RiskGrading } from '../../../law/standards/shapes/risk-grading.ts';
import type { Factors, Level, OwnerRole } from '../model.ts';
import { levelNames } from '../model.ts';

export interface Graded {
  readonly score: number;
  readonly level: Level;
  /** The working, a line a step. */
  readonly working: readonly Bilingual[];
}

/** What grading reads of the standard: the server's file, or what the API gave of it. */
export type Tables = Pick<RiskGrading, 'methods' | 'levels' | 'direct'>;

export type Grading =
  | { readonly ok: true; readonly value: Graded }
  | { readonly ok: false; readonly faults: Readonly<Record<string, Bilingual>> };

const ROUND = 1e6;

/** The band of a score: the first from the worst down that it reaches. */
export function bandOf(method: GradingMethod, score: number): GradingMethod['bands'][number] {
  const reaches = ({ from, inclusive }: GradingMethod['bands'][number]): boolean =>
    inclusive ? score >= from : score > from;
  const found = method.bands.find(reaches) ?? method.bands.at(-1);
  if (!found) throw new Error(`method ${method.id} has bands`);
  return found;
}

/** Grades by a method: score, level and the working; a value that is none of its table is refused. */
export function grade(
  standard: Tables,
  id: string,
  factors: Factors,
  direct: string | null = null,
): Grading {
  const method = standard.methods.find((each) => each.id === id);
  if (!method) return { ok: false, faults: { method: NO_METHOD } };
  const faults: Record<string, Bilingual> = {};
  const why = direct === null ? null : standard.direct.find(({ code }) => code === direct);
  if (why === undefined) faults.direct = CHOOSE;
  const working: Bilingual[] = [];
  const numbers: number[] = [];
  for (const { key, letter, name, values } of method.factors) {
    const value = values.find((each) => each.value === factors[key]);
    if (!value) faults[key] = CHOOSE;
    else {
      numbers.push(value.value);
      working.push({
        zh: `${letter} ${name.zh}：${value.value}（${value.text.zh}）`,
        en: `${letter} ${name.en}: ${value.value} (${value.text.en})`,
      });
    }
  }
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const score = Math.round(numbers.reduce((product, each) => product * each, 1) * ROUND) / ROUND;
  const band = bandOf(method, score);
  working.push(sameWords(`${method.formula} = ${numbers.join(' × ')} = ${score}`));
  working.push(boundLine(method, band, score, standard));
  if (!why) return { ok: true, value: { score, level: band.level, working } };
  working.push({
    zh: `直接判定为重大风险：${why.text.zh}`,
    en: `a major risk whatever the working says: ${why.text.en}`,
  });
  return { ok: true, value: { score, level: 'red', working } };
}

const CHOOSE: Bilingual = { zh: '请从取值表中选择', en: 'choose from the table of values' };
const NO_METHOD: Bilingual = { zh: '没有这种评价方法', en: 'there is no such method' };
const sameWords = (text: string): Bilingual => ({ zh: text, en: text });

/** Where the score falls: `9 ≤ R < 15`. */
export function spanOf(method: GradingMethod, level: Level): string {
  const at = method.bands.findIndex((band) => band.level === level);
  const [band, above] = [method.bands[at], method.bands[at - 1]];
  if (!band) return '';
  const low = at === method.bands.length - 1 ? '' : `${band.from} ${band.inclusive ? '≤' : '<'} `;
  const high = above ? ` ${above.inclusive ? '<' : '≤'} ${above.from}` : '';
  return `${low}${method.symbol}${high}`;
}

function boundLine(
  method: GradingMethod,
  band: GradingMethod['bands'][number],
  score: number,
  standard: Tables,
): Bilingual {
  const span = spanOf(method, band.level);
  const name = standard.levels.find(({ level }) => level === band.level)?.name ?? band.text;
  return {
    zh: `${score} 落在 ${span}：${name.zh}（${band.text.zh}）`,
    en: `${score} lies in ${span}: ${name.en} (${band.text.en})`,
  };
}

/** The worst of levels; null: none was graded. */
export function worst(levels: readonly (Level | null)[]): Level | null {
  return levelNames.find((level) => levels.includes(level)) ?? null;
}

export interface Owner {
  readonly tier: Bilingual;
  readonly role: OwnerRole;
}

/** Who answers for a risk of this level: company, department, workshop and team, post. */
export function ownerOf(standard: Pick<Tables, 'levels'>, level: Level | null): Owner | null {
  const found = standard.levels.find((each) => each.level === level);
  return found ? { tier: found.tier, role: found.owner } : null;
}
