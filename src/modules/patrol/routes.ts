import { routes } from '../../kernel/handling.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { asOfDay } from '../overview/index.ts';
import { patrolContract } from './contract.ts';
import { patrolPage, patrolSheet } from './service/list.ts';
import { recordLook } from './service/look.ts';

export const patrolRoutes = ({ city }: { readonly city: () => LiveCity }) =>
  routes<typeof patrolContract, Caller>('patrol', patrolContract, {
    patrol: async ({ caller, query: { asOf, ...query } }) => {
      const day = asOfDay(asOf, city().today());
      return day.ok ? patrolPage(city(), caller, { ...query, day: day.value }) : day;
    },
    patrolExport: async ({ caller, query: { asOf, ...query } }) => {
      const day = asOfDay(asOf, city().today());
      return day.ok ? patrolSheet(city(), caller, { ...query, day: day.value }) : day;
    },
    lookedAt: ({ caller, body }) => recordLook(city(), caller, body),
  });
