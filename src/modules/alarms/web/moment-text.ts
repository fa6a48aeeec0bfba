import { formatMoment, type Moment } from '../../../kernel/calendar.ts';

/** A moment (ms) in Shanghai's time, to the second. */
export const textOf = (at: number): string =>
  formatMoment(Math.round(at) as Moment)
    .slice(0, 19)
    .replace('T', ' ');
