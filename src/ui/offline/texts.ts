import { defineTexts } from '../texts.ts';

export const offlineTexts = defineTexts('offline', {
  unsent: { zh: '待发送 {{count}}', en: 'Unsent {{count}}' },
  looking: { zh: '待发送 …', en: 'Unsent …' },
  refusedCount: { zh: '被退回 {{count}}', en: 'Refused {{count}}' },
  noNetwork: { zh: '离线', en: 'Offline' },
  overdue: {
    zh: '有记录超过 24 小时未发送，请到有信号处打开本页',
    en: 'A record has waited for more than 24 hours: open this page where there is signal',
  },
  others: {
    zh: '本机另有 {{count}} 条记录，待其本人登录后发送',
    en: '{{count}} records on this device wait until their writers sign in',
    enOne: 'One record on this device waits until its writer signs in',
  },
  keptAsOf: {
    zh: '离线，显示的是 {{time}} 的内容',
    en: 'Offline: this is as of {{time}}',
  },
  outbox: { zh: '发件箱', en: 'Outbox' },
  sendNow: { zh: '立即发送', en: 'Send now' },
  emptyOutbox: { zh: '没有待发送的记录', en: 'Nothing waits to be sent' },
  emptyHint: {
    zh: '离线时提交的内容先保存在本机，有网络时自动发送',
    en: 'What is submitted without a network is kept here and sent by itself',
  },
  waiting: { zh: '待发送', en: 'Waiting' },
  sending: { zh: '正在发送', en: 'Being sent' },
  refused: { zh: '被退回', en: 'Refused' },
  sent: { zh: '已送达', en: 'Received' },
  written: { zh: '填写时间 {{time}}', en: 'Written {{time}}' },
  receipt: { zh: '送达时间 {{time}}', en: 'Received {{time}}' },
  tries: { zh: '已尝试 {{count}} 次', en: 'Tried {{count}} times', enOne: 'Tried once' },
  field: { zh: '项目', en: 'Field' },
  mine: { zh: '我填写的', en: 'Mine' },
  theirs: { zh: '服务器的答复', en: 'What the server says' },
  mend: { zh: '修改后重发', en: 'Mend it' },
  again: { zh: '原样重发', en: 'Send again as it is' },
  giveUp: { zh: '放弃这条记录', en: 'Give this record up' },
  giveUpHint: {
    zh: '放弃后本机不再保留这条记录，服务器上也没有',
    en: 'It is then neither on this device nor on the server',
  },
  newVersion: { zh: '有新版本', en: 'A new version is there' },
  update: { zh: '更新', en: 'Update' },
  updateHint: {
    zh: '已填写未提交的内容会保留在本机',
    en: 'What is written and not submitted stays on this device',
  },
  noWorkerTitle: {
    zh: '此浏览器不能离线打开本页',
    en: 'This browser cannot open the page offline',
  },
  noWorkerHint: {
    zh: '已填写的内容仍会保存并在联网后发送。要在无信号处打开本页，请点右上角菜单，选择“在浏览器打开”。',
    en: 'What you write is still kept and sent later. To open the page without signal, choose “open in browser” in the menu.',
  },
  nearlyFull: {
    zh: '本机存储空间将满，请先清理手机，否则照片可能无法保存',
    en: 'The storage of this device is nearly full: free some, or photographs may not be kept',
  },
  leaveTitle: { zh: '还有内容没有送达', en: 'Something has not been received yet' },
  leaveHint: {
    zh: '{{count}} 条记录仍在本机。退出后他人看不到，您再次登录后继续发送；未提交的草稿将删除。',
    en: '{{count}} records are on this device. Nobody else sees them; they are sent when you sign in again. Drafts are deleted.',
  },
  leaveAnyway: { zh: '保留记录并退出', en: 'Keep them and sign out' },
  stay: { zh: '暂不退出', en: 'Stay' },
  storage: { zh: '离线与发送', en: 'Offline and sending' },
});
