import { dayOf } from '../../kernel/calendar.ts';

/** Both plans begin on 2024-01-01: of days before it nothing can be asked. */
export const FIRST_DAY = dayOf(2024, 1, 1);
