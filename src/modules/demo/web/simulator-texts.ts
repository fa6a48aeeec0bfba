import { defineTexts } from '../../../ui/texts.ts';

export const simulatorTexts = defineTexts('demo-simulator', {
  title: { zh: '模拟器', en: 'Simulator' },
  hint: {
    zh: '仅演示城市有此页：所选场景由模拟网关上报，报警、升级和处置与真实数据走同一条路。重启服务后场景结束。',
    en: 'In the made-up city only: simulated gateways send the scene; alarms, escalation and disposal go the same way as with real data. A restart of the server ends scenes.',
  },
  playing: { zh: '正在发生', en: 'Under way' },
  none: { zh: '当前没有场景', en: 'Nothing is played now' },
  scene: { zh: '场景', en: 'Scene' },
  place: { zh: '对象', en: 'Where' },
  since: { zh: '开始', en: 'Since' },
  until: { zh: '自动结束', en: 'Ends by itself' },
  by: { zh: '发起人', en: 'Started by' },
  itself: { zh: '自动轮演', en: 'by the clock' },
  act: { zh: '操作', en: 'Act' },
  end: { zh: '结束', en: 'End' },
  endOf: { zh: '结束：{{what}}', en: 'End: {{what}}' },
  ended: { zh: '已结束：{{what}}', en: 'Ended: {{what}}' },
  start: { zh: '发起场景', en: 'Start a scene' },
  go: { zh: '开始', en: 'Start' },
  minutes: { zh: '时长（分钟）', en: 'For (minutes)' },
  started: { zh: '已开始：{{what}}', en: 'Started: {{what}}' },
  nowhere: { zh: '当前没有适用的对象', en: 'There is no place for it now' },
  alarms: { zh: '看报警', en: 'Its alarms' },
  desk: { zh: '值班台', en: 'Desk of alarms' },
});
