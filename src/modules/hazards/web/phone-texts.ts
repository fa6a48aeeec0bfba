import { defineTexts } from '../../../ui/texts.ts';

export const phoneReportTexts = defineTexts('phoneReport', {
  what: { zh: '发现了什么', en: 'What did you find?' },
  seen: { zh: '见现场照片或语音', en: 'See the photographs or the voice note' },
  taken: { zh: '照片和语音', en: 'Photographs and voice' },
  whatHint: {
    zh: '有照片或语音可不填；否则写明哪里、什么情况，如“二号炉平台护栏松动”',
    en: 'Not needed with a photograph or voice; else where, and what: “rail of platform 2 is loose”',
  },
  where: { zh: '场所或设施（选填）', en: 'Place or facility (optional)' },
  kind: { zh: '类别（选填）', en: 'Kind (optional)' },
  any: { zh: '不选', en: 'Not chosen' },
  submit: { zh: '提交', en: 'Submit' },
  resend: { zh: '修改并重发', en: 'Mend and send again' },
  needed: { zh: '请拍照、录音或写明发现的情况', en: 'Show, say or write what you found' },
  kept: { zh: '已保存，有网络时自动发送', en: 'Kept; it is sent as soon as there is a network' },
  notKept: {
    zh: '本机存储已满，未能保存，请先清理手机；内容仍在页面上',
    en: 'This device is full and could not keep it: free some storage; it is still on the page',
  },
  mine: { zh: '我上报的', en: 'What I reported' },
  none: { zh: '还没有上报记录', en: 'Nothing reported yet' },
  written: { zh: '填写时间 {{time}}', en: 'Written {{time}}' },
  waiting: { zh: '待发送', en: 'Waiting to be sent' },
  refused: { zh: '被退回，点此处理', en: 'Refused: see why' },
  received: { zh: '已送达', en: 'Received' },
  several: {
    zh: '您有多家企业，请在电脑版上报',
    en: 'You have several enterprises: report on the desk',
  },
});
