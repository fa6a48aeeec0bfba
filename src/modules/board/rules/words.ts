import type { Words } from '../model.ts';

/** Kinds of clause and how binding their words are: the vocabulary has them in English only. */
const kinds: Readonly<Record<string, Words>> = {
  milestone: { zh: '限期任务', en: 'Deadline' },
  recurring: { zh: '周期任务', en: 'Recurring duty' },
  prohibition: { zh: '禁止事项', en: 'Prohibition' },
  conditional: { zh: '条件任务', en: 'Conditional duty' },
  standing: { zh: '常态要求', en: 'Standing duty' },
  system: { zh: '信息系统', en: 'Information system' },
  document: { zh: '制度文件', en: 'Document' },
  incentive: { zh: '激励措施', en: 'Incentive' },
  enforcement: { zh: '监管执法', en: 'Enforcement' },
};

const strengths: Readonly<Record<string, Words>> = {
  shall: { zh: '必须', en: 'Plain duty' },
  promote: { zh: '推动', en: 'To be promoted' },
  guide: { zh: '指导', en: 'Guidance' },
  basically: { zh: '基本实现', en: 'Basically' },
  strive: { zh: '力争', en: 'Best effort' },
  explore: { zh: '探索', en: 'To be explored' },
  'as-appropriate': { zh: '视情', en: 'As appropriate' },
  'in-principle': { zh: '原则上', en: 'In principle' },
};

const plain = (id: string): Words => ({ zh: id, en: id });
export const kindWords = (id: string): Words => kinds[id] ?? plain(id);
export const strengthWords = (id: string): Words => strengths[id] ?? plain(id);

/** What a number rests on; `inferred` is ours, never the plan's own. */
const bases: Readonly<Record<string, Words>> = {
  stated: { zh: '方案明文', en: 'stated in the plan' },
  implied: { zh: '由方案文意得出', en: 'implied by the plan' },
  inferred: { zh: '平台建议（推定），方案未写明', en: 'proposed by the platform, not in the plan' },
  parameter: { zh: '由参数设定', en: 'set as a parameter' },
};
export const basisWords = (basis: string): Words => bases[basis] ?? plain(basis);
