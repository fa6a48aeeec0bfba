import type { Role } from './roles.ts';

/** Those who write reminder letters (工作提醒函) and circulars (通报). */
export const letterWriters: readonly Role[] = ['bureau', 'office'];

/** Rows that a letter is made of at once, when they are chosen in a list. */
export const MOST_LETTER_ROWS = 500;

export const mayWriteLetters = (roles: readonly string[]): boolean =>
  roles.some((role) => letterWriters.some((writer) => writer === role));
