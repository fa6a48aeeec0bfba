import { defineTexts } from '../../../ui/texts.ts';

export const guideTexts = defineTexts('demo', {
  title: { zh: '试一试', en: 'What to try' },
  synthetic: {
    zh: '这是合成的演示城市：企业、人员、园区和事件均为虚构，数据截至 {{day}}。',
    en: 'This is a made-up city: enterprises, people, parks and events are invented; data until {{day}}.',
  },
  real: {
    zh: '这里不是演示城市：下面的步骤同样适用，账号由系统管理员分配。',
    en: 'This is no made-up city: the same steps work; accounts come from the system administrator.',
  },
  accounts: {
    zh: '账号和密码打印在启动服务的控制台上，每个角色一个。',
    en: 'Accounts and passwords are printed on the console that started the server, one a role.',
  },
  as: { zh: '账号：{{role}}', en: 'As {{role}}' },
  open: { zh: '打开', en: 'Open' },
  lastTitle: { zh: '我们县为什么排在最后？', en: 'Why is our county last?' },
  lastText: {
    zh: '从大屏或排名点开一个县的失分，点到指标、企业，再点到证据：哪条事实、谁在何时登记。',
    en: 'From the cockpit or the ranking open what a county lost, then the indicator, the enterprises, and the evidence: which fact, stated by whom and when.',
  },
  planTitle: { zh: '两个方案，一条一条看', en: 'Both plans, clause by clause' },
  planText: {
    zh: '按方案目录看每条任务的进度；点开一条，看原文、怎样计算、参数、各县和逾期名单。',
    en: 'Progress of every clause in the order of the plans; open one for its words, how it is computed, its parameters, the counties and who is overdue.',
  },
  dayTitle: { zh: '回到过去的某一天', en: 'See the city as of another day' },
  dayText: {
    zh: '在页面上方把“截至”改成 2024-06-30：整个工作台都变成那一天的样子。',
    en: 'Set the day in the header to 2024-06-30: the whole workbench shows the city as of that day.',
  },
  firmTitle: { zh: '一企一档', en: 'One enterprise, one file' },
  firmText: {
    zh: '用名称、信用代码或拼音首字母找到一家企业；每个值都有来源和时间，点开可看历史。改一个值，再看条款怎样随之变化。',
    en: 'Find an enterprise by name, credit code or pinyin initials; every value has its source and time, its history is one click away. Change one and see the clauses follow.',
  },
  letterTitle: { zh: '从名单到提醒函', en: 'From a list to a letter' },
  letterText: {
    zh: '在逾期名单中选几行，生成工作提醒函，送审、签发、送达；对方答复后待办自动关闭。',
    en: 'Select rows of an overdue list, make a reminder letter, have it approved and delivered; the answer closes the to-do.',
  },
  firmSideTitle: { zh: '换成企业的身份', en: 'Change sides' },
  firmSideText: {
    zh: '看监管部门看到的本企业：评级、责任事项、缺哪些数据。别的企业一家也看不到。',
    en: 'See what the authority sees of your enterprise: grade, duties, what is missing. No other enterprise is in sight.',
  },
  sheetTitle: { zh: '用 Excel 报台账', en: 'A ledger by Excel' },
  sheetText: {
    zh: '下载模板，填几行（故意填错一行），上传：错误写回批注，正确的行先入库，24 小时内可撤销。',
    en: 'Download a template, fill some rows (one of them wrong), upload it: faults come back as comments, good rows are taken, undone within 24 hours.',
  },
  alarmTitle: { zh: '报警从哪里来', en: 'Where an alarm comes from' },
  alarmText: {
    zh: '模拟网关每半小时依次演示泄漏、明停暗开、人员超限、虚假离线和无票动火；打开一条报警看证据曲线并处置。演示中判定时间窗缩短为几分钟。',
    en: 'Each half hour the made-up gateways show a leak, covert running, a crowd, a false offline and hot work without a permit. Open an alarm, look at its curves, dispose of it. Windows are shortened to minutes here.',
  },
  warningTitle: { zh: '为什么是橙色', en: 'Why it is orange' },
  warningText: {
    zh: '预警一张图随报警和隐患实时变色；点开一个县或一家企业，看定级依据和近 30 天走势，每一条都能打开。',
    en: 'The map changes colour with alarms and hazards. Open a county or an enterprise: why it stands there, how it went over 30 days, and every row behind it.',
  },
  auditTitle: { zh: '谁看过、谁被拒绝', en: 'Who looked, who was refused' },
  auditText: {
    zh: '审计管理员看到每次登录、授权和越权访问；他看不到任何业务数据。',
    en: 'The audit administrator sees every sign-in, grant and refusal, and no business data at all.',
  },
});
