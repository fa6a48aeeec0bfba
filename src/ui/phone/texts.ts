import { defineTexts } from '../texts.ts';

export const phoneTexts = defineTexts('phone', {
  tabs: { zh: '底部导航', en: 'Navigation' },
  today: { zh: '今日', en: 'Today' },
  scan: { zh: '扫一扫', en: 'Scan' },
  report: { zh: '上报', en: 'Report' },
  mine: { zh: '我的', en: 'Mine' },
  camera: { zh: '相机画面', en: 'What the camera sees' },
  opening: { zh: '正在打开相机…', en: 'Opening the camera …' },
  aim: { zh: '对准点位上的二维码，识别后自动打开', en: 'Point at the code: it opens by itself' },
  noCamera: {
    zh: '相机打不开：请在手机设置中允许使用相机，或在下面输入点位编号',
    en: 'The camera does not open: allow it in the settings, or type the code below',
  },
  nothingToday: { zh: '今日没有待办事项', en: 'Nothing is left to do today' },
  nothingHint: { zh: '有新的事项时会显示在这里', en: 'What comes up is shown here' },
  desk: { zh: '打开电脑版工作台', en: 'Open the desk' },
  display: { zh: '显示', en: 'Display' },
});
