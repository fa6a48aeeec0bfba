import { defineTexts } from '../../../ui/texts.ts';

export const replayTexts = defineTexts('alarms-replay', {
  title: { zh: '事件回放', en: 'Replay of the incident' },
  back: { zh: '返回报警', en: 'Back to the alarm' },
  open: { zh: '事件尚未结束，回放到现在为止', en: 'The incident goes on: replayed up to now' },
  cut: {
    zh: '事件持续过长，只回放开头一段',
    en: 'It went on for long: only its beginning is replayed',
  },
  first: { zh: '共 {{total}} 条报警，回放前 {{shown}} 条', en: '{{shown}} of {{total}} alarms' },
  play: { zh: '播放', en: 'Play' },
  pause: { zh: '暂停', en: 'Pause' },
  before: { zh: '上一节点', en: 'Previous event' },
  after: { zh: '下一节点', en: 'Next event' },
  speed: { zh: '速度', en: 'Speed' },
  cursor: { zh: '回放时刻', en: 'Moment of the replay' },
  keys: {
    zh: '键盘：左右方向键移动，翻页键快移，空格播放或暂停，上下节点用 [ 和 ]',
    en: 'Keys: arrows move, page keys move far, space plays or pauses, [ and ] go to the events before and after',
  },
  board: { zh: '曲线与报警（同一时间轴）', en: 'Curves and alarms on one time axis' },
  events: { zh: '经过', en: 'What happened' },
  lasts: { zh: '{{from}} 至 {{until}}', en: '{{from}} to {{until}}' },
  noTags: {
    zh: '该事件没有可画的监测点位',
    en: 'No tag shows this incident',
  },
});
