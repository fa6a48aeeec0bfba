/** A moment as people read it here: `11-24 09:05`, in the time of Shanghai. */
export function timeWords(at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Asia/Shanghai', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}
