import { defineTexts } from '../texts.ts';

export const phoneTexts = defineTexts('phone', {
  tabs: { zh: '底部导航', en: 'Navigation' },
  today: { zh: '今日', en: 'Today' },
  scan: { zh: '扫一扫', en: 'Scan' },
  report: { zh: '上报', en: 'Report' },
  mine: { zh: '我的', en: 'Mine' },
  nothingToday: { zh: '今日没有待办事项', en: 'Nothing is left to do today' },
  nothingHint: { zh: '有新的事项时会显示在这里', en: 'What comes up is shown here' },
  desk: { zh: '打开电脑版工作台', en: 'Open the desk' },
  display: { zh: '显示', en: 'Display' },
});
