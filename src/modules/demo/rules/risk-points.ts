import { checkFacts } from './check-facts.ts';
import type { Attributes, Fact } from './fact.ts';
import { fact } from './fact.ts';
import type { Profile } from './profile.ts';
import { facilityId, personId } from './profile.ts';
import { hazardous, majorHazard } from './when.ts';

/**
 * Risk points of enterprises with a major hazard installation are worked out whole: two events
 * each, graded so that their working makes the stated level, and measures of all five classes.
 */
interface Unit {
  readonly name: string;
  readonly cause: string;
  readonly consequence: string;
  readonly events: readonly [string, string];
  readonly place: string;
}

const UNITS: readonly [Unit, ...Unit[]] = [
  {
    name: '示例反应单元',
    events: ['反应失控超温超压', '取样点介质泄漏'],
    cause: '冷却中断；加料过快；搅拌停止；联锁旁路',
    consequence: '火灾、爆炸、中毒',
    place: '反应单元东侧楼梯口',
  },
  {
    name: '示例储罐单元',
    events: ['储罐冒罐或泄漏', '人员上罐检尺坠落'],
    cause: '液位失灵；阀门法兰泄漏；人为误操作',
    consequence: '火灾、爆炸、中毒',
    place: '罐区防火堤入口',
  },
  {
    name: '示例装卸单元',
    events: ['装卸软管脱落', '车辆溜车'],
    cause: '鹤管未锁紧；静电接地不良；车辆未制动',
    consequence: '火灾、灼烫、车辆伤害',
    place: '装卸台操作岗',
  },
  {
    name: '示例检维修作业',
    events: ['动火引燃残余介质', '高处坠物'],
    cause: '隔离置换不彻底；未进行气体分析；监护不到位',
    consequence: '火灾、爆炸、物体打击',
    place: '检修作业公示栏',
  },
];

const TRADE_UNIT: Unit = {
  name: '示例生产作业单元',
  events: ['设备检修误启动伤人', '高温物料灼烫'],
  cause: '未断电挂牌；防护装置缺失；未按规程操作',
  consequence: '机械伤害、灼烫',
  place: '车间主入口',
};

/** Values of the two methods that make each level. */
const GRADED: Readonly<Record<string, Attributes>> = {
  red: { method: 'lec', likelihood: 6, exposure: 6, severity: 15 },
  orange: { method: 'ls', likelihood: 3, severity: 5 },
  yellow: { method: 'ls', likelihood: 2, severity: 5 },
  blue: { method: 'lec', likelihood: 1, exposure: 3, severity: 15 },
};

const BELOW: Readonly<Record<string, string>> = { red: 'orange', orange: 'yellow' };

/** class, what, how often, whose */
const MEASURES = [
  ['engineering', '温度、压力、液位报警及联锁投用，示值正常', 'shift', 'teamLeader'],
  ['maintenance', '安全附件在检验有效期内，外观完好', 'month', 'safetyManager'],
  ['training', '岗位人员掌握操作规程和异常处置要点', 'quarter', 'safetyManager'],
  ['protection', '防护器材配备到位、完好可用', 'week', 'teamLeader'],
  ['emergency', '消防和应急器材完好，紧急切断可用', 'month', 'principal'],
] as const;

const unitAt = (e: Profile, n: number): Unit =>
  e.chemical ? (UNITS[n % UNITS.length] ?? UNITS[0]) : TRADE_UNIT;

/** The first of the trade enterprises has its points worked out as well: a small city shows them. */
const workedOut = (e: Profile): boolean => majorHazard(e) || (!e.chemical && e.index === 0);

/** What a risk point says of itself beside its level. */
export function riskUnit(e: Profile, n: number): Attributes {
  const { parts } = e.variant;
  const part = parts[n % Math.max(1, parts.length)];
  const at = workedOut(e) && part !== undefined ? { facility: facilityId(e, part) } : {};
  return { name: unitAt(e, n).name, ...at };
}

/** The n-th numbered risk point of an enterprise: its events and measures. */
export function* riskPointFacts(e: Profile, item: Fact): Generator<Fact> {
  const numbered = /-risk-(\d)-1$/.exec(item.record);
  if (item.type !== 'riskItem' || !numbered || !workedOut(e)) return;
  const { at, record, set } = item;
  const unit = unitAt(e, Number(numbered[1]));
  const level = String(set.level);
  const base = {
    riskItem: record,
    enterprise: e.id,
    ...(set.facility === undefined ? {} : { facility: set.facility }),
  };
  for (const [n, name] of unit.events.entries()) {
    const graded = n === 0 ? level : 'blue';
    yield fact('riskEvent', `${record}-e${n + 1}`, at, {
      ...base,
      ...{ name, cause: unit.cause, consequence: unit.consequence },
      ...GRADED[graded],
      ...{ level: graded, residual: BELOW[graded] ?? graded },
      ...{ gradedOn: at.slice(0, 10), gradedBy: personId(e, 'safety-manager') },
    });
  }
  for (const [n, [kind, text, checkEvery, ownerRole]] of MEASURES.entries()) {
    const measure = fact('controlMeasure', `${record}-m${n + 1}`, at, {
      ...base,
      riskEvent: `${record}-e1`,
      ...{ class: kind, text, checkEvery, ownerRole, place: unit.place },
      owner: ownerOf(e, ownerRole),
    });
    yield measure;
    yield* checkFacts(e, measure);
  }
}

function ownerOf(e: Profile, role: string): string {
  if (role === 'principal') return personId(e, 'principal');
  return personId(e, role === 'teamLeader' && hazardous(e) ? 'team-leader' : 'safety-manager');
}
