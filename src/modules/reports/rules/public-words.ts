import type { Bilingual } from '../../../kernel/endpoint.ts';

export type Language = 'zh' | 'en';

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** What the pages for citizens say. */
export const say = {
  title: w('安全生产举报', 'Report a safety hazard'),
  lead: w(
    '看到安全隐患或违法行为，请告诉我们。不用登录，可以不留姓名。',
    'Tell us of a hazard or an illegal act. No sign-in; you need not give your name.',
  ),
  urgent: w(
    '有人员危险时，请先拨打 119、120 或 110。',
    'If people are in danger, call 119, 120 or 110 first.',
  ),
  step1: w('第 1 步：照片（可不选）', 'Step 1: a photo (optional)'),
  photo: w('拍照或选择照片', 'Take or choose a photo'),
  photoHint: w('JPG、PNG 或 WebP，不超过 10 MB', 'JPG, PNG or WebP, 10 MB at most'),
  step2: w('第 2 步：在哪里，是什么', 'Step 2: where, and what'),
  division: w('所在县（区）', 'County'),
  choose: w('请选择', 'Choose'),
  place: w('单位名称或地点', 'Name of the firm, or the place'),
  kind: w('是什么问题', 'What is wrong'),
  text: w('情况说明（可不填）', 'What you saw (optional)'),
  step3: w('第 3 步：联系方式（可不填）', 'Step 3: contact (optional)'),
  anonymous: w(
    '不填就是匿名举报，同样受理。姓名和联系方式加密单独保存，只有答复举报的人员可以查看，每次查看都有记录，被举报单位看不到。',
    'Without it the report is anonymous and handled all the same. Name and contact are encrypted and kept apart: only those who answer reports may look, each look is recorded, and the firm never sees them.',
  ),
  realName: w(
    '按现行办法，奖励一般发给实名举报人。',
    'By the rules in force, rewards mostly go to reporters who give their name.',
  ),
  name: w('姓名', 'Name'),
  contact: w('电话或其他联系方式', 'Phone or another contact'),
  employee: w('我是该单位的职工', 'I work for this firm'),
  send: w('提交举报', 'Send the report'),
  next: w('下一步', 'Next'),
  back: w('上一步', 'Back'),
  ask: w('查询办理情况', 'How far is my report?'),
  report: w('我要举报', 'Report something'),
  mend: w('请补充或改正：', 'Please mend:'),
  needDivision: w('请选择所在县（区）', 'choose the county'),
  needPlace: w('请填写单位名称或地点', 'say the firm or the place'),
  needKind: w('请选择是什么问题', 'choose what is wrong'),
  badPhoto: w('照片须为 JPG、PNG 或 WebP', 'the photo must be JPG, PNG or WebP'),
  tooLong: w('填写的内容过长', 'what you wrote is too long'),
  badForm: w('表单不完整，请重新填写', 'the form came incomplete: fill it in again'),
  again: w('照片需要重新选择。', 'Choose the photo again.'),
  done: w('已收到您的举报', 'We have your report'),
  keep: w(
    '请记下或截屏保存下面的编号和密码，凭它查询办理情况和领取奖励。只显示这一次。',
    'Write both down or take a screenshot: by them you see what becomes of it and collect a reward. They are shown this once.',
  ),
  code: w('举报编号', 'Code'),
  pin: w('查询密码', 'PIN'),
  look: w('查询', 'Look'),
  wrong: w(
    '编号或密码不正确，或尝试次数过多。请核对，或 30 分钟后再试。',
    'The code or the PIN is not right, or there were too many tries. Check both, or try again in 30 minutes.',
  ),
  state: w('目前进度', 'Where it stands'),
  due: w('本阶段办理期限', 'The next step is due by'),
  history: w('办理记录', 'What was done'),
  amount: w('奖励金额（元）', 'Reward (yuan)'),
  collect: w(
    '请在 {days} 日内凭编号和密码到受理部门领取。',
    'Collect it within {days} days with code and PIN where it was handled.',
  ),
  notes: w('您补充的内容', 'What you added'),
  note: w('补充情况', 'Add something'),
  addNote: w('提交补充', 'Send'),
  noted: w('补充内容已收到', 'We have what you added'),
  noteFull: w('补充次数已满', 'nothing more can be added'),
  tooMany: w('提交过于频繁，请稍后再试。', 'Too many tries: wait a moment.'),
  tooLarge: w(
    '照片超过 10 MB，请换一张小一些的。',
    'The photo is larger than 10 MB: choose a smaller one.',
  ),
  internal: w(
    '系统出错，请稍后再试，或拨打 12345。',
    'Something failed: try later, or call 12345.',
  ),
  notReady: w('系统正在准备，请稍后再试。', 'Not ready yet: try again in a minute.'),
  other: w('English', '中文'),
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Say = keyof typeof say;
