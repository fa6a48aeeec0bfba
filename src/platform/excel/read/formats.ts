/** Formats that programs know by number and that show dates: those of Chinese versions included. */
const BUILT_IN: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

export const isBuiltInDate = (id: number): boolean =>
  BUILT_IN.some(([from, to]) => from <= id && id <= to);

/** Does a format's code show a date? Quoted text, colours and locales are not part of it. */
export function showsDate(code: string): boolean {
  const bare = code
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\\./g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/[_*]./g, '');
  const first = bare.split(';')[0] ?? '';
  return !/general/i.test(first) && /[ymdhs]/i.test(first);
}

const MS_PER_DAY = 86_400_000;
/** 1899-12-30: from March 1900 on, serial numbers count from here. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** Excel believes that 1900 was a leap year: before this serial its count is one less. */
const FALSE_LEAP_DAY = 60;
const LAST = 2_958_465;

/** A serial number as a date, or as date and time; null: it is none. */
export function dateOfSerial(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST) return null;
  const early = !date1904 && serial < FALSE_LEAP_DAY ? 1 : 0;
  const epoch = date1904 ? EPOCH_1904 : EPOCH_1900;
  const moment = new Date(epoch + Math.round((serial + early) * 86_400) * 1_000);
  if (moment.getTime() % MS_PER_DAY === 0) return moment.toISOString().slice(0, 10);
  return moment.toISOString().slice(0, 19);
}
