import type { Bilingual } from '../../../kernel/endpoint.ts';
import { type Accident, accidents, type Topic } from '../model.ts';

/** Figures of the published rules, as the standards file has them. */
export interface RewardRules {
  readonly province: {
    readonly basis: string;
    readonly generalHazard: Range;
    readonly majorHazardOrViolation: Range & { readonly rate: number };
    readonly concealment: {
      readonly perDeath: readonly { readonly level: string; readonly yuanPerPerson: number }[];
      readonly capYuan: number;
      readonly confidence: string;
    };
    readonly insiderBonus: { readonly multiplier: number; readonly confidence: string };
  };
  readonly national: { readonly majorHazardOrViolation: Range & { readonly rate: number } };
  /** 同一事项、联名举报 */
  readonly joint: { readonly text: string; readonly confidence: string };
  /** The province's newer rules, of which no figures are on file. */
  readonly newer: { readonly basis: string; readonly from: string };
}

interface Range {
  readonly minYuan: number;
  readonly maxYuan: number;
  readonly confidence: string;
}

export interface RewardCase {
  readonly topic: Topic;
  /** What the authority fined; null: nothing. */
  readonly fine: number | null;
  /** Of a general hazard within the range, and of an internal report what the scheme says. */
  readonly proposed: number | null;
  readonly deaths: number;
  readonly accident: Accident | null;
  /** Reported by an employee of the enterprise. */
  readonly insider: boolean;
  /** Of an internal report: within the duties of the post. */
  readonly withinDuty: boolean | null;
  /** The enterprise's own scheme pays; null: the authority does. */
  readonly scheme: { readonly outsideMultiplier: number | null } | null;
  readonly reporters: number;
  /** Day of the report. */
  readonly date: string;
}

export interface Line {
  readonly text: Bilingual;
  readonly yuan: number | null;
  /** How far the figure was checked; null: it is no figure of a rule. */
  readonly confidence: string | null;
}

export interface Working {
  readonly lines: readonly Line[];
  /** Null: something is missing that the rule asks for. */
  readonly amount: number | null;
  readonly multiplier: number;
  readonly perReporter: number | null;
}

const clamp = (value: number, { minYuan, maxYuan }: Pick<Range, 'minYuan' | 'maxYuan'>): number =>
  Math.min(maxYuan, Math.max(minYuan, value));
const cents = (value: number): number => Math.round(value * 100) / 100;
const line = (zh: string, en: string, yuan: number | null, confidence: string | null): Line => ({
  text: { zh, en },
  yuan,
  confidence,
});

interface Base {
  readonly lines: readonly Line[];
  readonly base: number | null;
  readonly cap: number | null;
}

/** A major hazard or an illegal act: a share of the fine within bounds, the higher of both rules. */
function byFine({ fine }: RewardCase, { province, national }: RewardRules): Base {
  const [own, state] = [province.majorHazardOrViolation, national.majorHazardOrViolation];
  const of = (rule: typeof own): number => cents(clamp((fine ?? 0) * rule.rate, rule));
  const told = (name: string, en: string, rule: typeof own): Line =>
    line(
      `${name}：罚款 ${fine ?? 0} 元 × ${rule.rate * 100}%，不低于 ${rule.minYuan}、不超过 ${rule.maxYuan} 元`,
      `${en}: fine ${fine ?? 0} × ${rule.rate * 100} %, from ${rule.minYuan} to ${rule.maxYuan}`,
      of(rule),
      rule.confidence,
    );
  const base = Math.max(of(own), of(state));
  return {
    lines: [
      told('山东省', 'Province', own),
      told('国家', 'State', state),
      line('就高执行', 'the higher of both', base, null),
    ],
    base,
    cap: own.maxYuan,
  };
}

function general({ proposed }: RewardCase, { province }: RewardRules): Base {
  const rule = province.generalHazard;
  const base = clamp(proposed ?? rule.minYuan, rule);
  const [from, to] = [rule.minYuan, rule.maxYuan];
  const zh = `一般事故隐患：${from} 至 ${to} 元${proposed === null ? '，未提数额时按下限' : `，提出 ${proposed} 元`}`;
  const asked = proposed === null ? 'its lower end where none is proposed' : `proposed ${proposed}`;
  const en = `General hazard: ${from} to ${to}, ${asked}`;
  return { lines: [line(zh, en, base, rule.confidence)], base, cap: rule.maxYuan };
}

function concealed({ deaths, accident }: RewardCase, { province }: RewardRules): Base {
  const { perDeath, capYuan, confidence } = province.concealment;
  const grade = accident === null ? null : accidents[accident];
  const found = perDeath.find(({ level }) => level === grade?.zh);
  if (!found || deaths < 1) {
    const missing = line(
      '瞒报谎报事故：需填写事故等级和死亡人数',
      'Concealed accident: its grade and the dead are needed',
      null,
      null,
    );
    return { lines: [missing], base: null, cap: null };
  }
  const base = Math.min(capYuan, found.yuanPerPerson * deaths);
  const zh = `瞒报谎报${found.level}事故：${found.yuanPerPerson} 元 × ${deaths} 人，不超过 ${capYuan} 元`;
  const en = `Concealed accident (${grade?.en}): ${found.yuanPerPerson} × ${deaths} dead, at most ${capYuan}`;
  return { lines: [line(zh, en, base, confidence)], base, cap: capYuan };
}

/** The enterprise's own scheme (企业内部报告奖励): higher outside the duties of the post. */
function byScheme(asked: RewardCase, outside: number | null): Base & { readonly factor: number } {
  const { proposed, withinDuty } = asked;
  const base = proposed;
  const first = line('本企业奖励标准', 'What the scheme of the enterprise says', base, null);
  if (withinDuty !== false) {
    const told = line(
      '岗位职责内：按标准',
      'Within the duties of the post: as it says',
      null,
      null,
    );
    return { lines: [first, told], base, cap: null, factor: 1 };
  }
  if (outside === null || outside <= 1) {
    const told = line(
      '岗位职责外：标准应当提高，参数“岗位职责外举报奖励倍数”尚未设定',
      'Outside the duties of the post it is to be higher: the parameter of how much is not set',
      null,
      null,
    );
    return { lines: [first, told], base: null, cap: null, factor: 1 };
  }
  const raised = line(
    `岗位职责外：× ${outside}`,
    `Outside the duties of the post: × ${outside}`,
    base === null ? null : cents(base * outside),
    null,
  );
  return { lines: [first, raised], base, cap: null, factor: outside };
}

const BY_TOPIC: Readonly<Record<Topic, (asked: RewardCase, rules: RewardRules) => Base>> = {
  'major-hazard': byFine,
  'illegal-activity': byFine,
  hazard: general,
  'concealed-incident': concealed,
};

/** What a report earns by the published rules, line by line; a person confirms it. */
export function workOut(asked: RewardCase, rules: RewardRules): Working {
  const scheme = asked.scheme ? byScheme(asked, asked.scheme.outsideMultiplier) : null;
  const { lines, base, cap } = scheme ?? BY_TOPIC[asked.topic](asked, rules);
  const all = [...lines];
  let multiplier = scheme?.factor ?? 1;
  let amount = base === null ? null : cents(base * multiplier);
  if (!scheme && asked.insider) {
    const bonus = rules.province.insiderBonus;
    multiplier = bonus.multiplier;
    amount = base === null ? null : cents(base * multiplier);
    const zh = `企业内部职工举报本单位：× ${multiplier}`;
    const en = `An employee reports the own enterprise: × ${multiplier}`;
    all.push(line(zh, en, amount, bonus.confidence));
  }
  if (amount !== null && cap !== null && amount > cap) {
    amount = cap;
    all.push(line(`不超过 ${cap} 元（平台取法）`, `At most ${cap} (our reading)`, cap, 'inferred'));
  }
  const perReporter = amount === null ? null : shareOf(amount, asked.reporters);
  if (asked.reporters > 1) all.push(sharedLine(asked.reporters, perReporter, rules));
  if (!scheme && asked.date >= rules.newer.from) all.push(newerLine(rules));
  return { lines: all, amount, multiplier, perReporter };
}

/** Rounded down to a cent: the shares never pay more than the reward. */
const shareOf = (amount: number, reporters: number): number =>
  Math.floor((amount * 100) / Math.max(1, reporters) + 1e-6) / 100;

function sharedLine(reporters: number, each: number | null, { joint }: RewardRules): Line {
  const zh = `联名 ${reporters} 人共一份（${joint.text}），均分时每人`;
  const en = `${reporters} reporters share one reward; equal shares are`;
  return line(zh, en, each, joint.confidence);
}

function newerLine({ newer, province }: RewardRules): Line {
  const zh = `以上省级数额出自${province.basis}；${newer.basis}（${newer.from}）数额未见，请核对后确认`;
  const en = `Figures of the province are those of 2021; those in force since ${newer.from} are not on file`;
  return line(zh, en, null, 'recalled');
}
