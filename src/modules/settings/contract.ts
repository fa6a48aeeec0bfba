import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { dayShape as day, exportQuery } from '../../kernel/shapes.ts';
import { BUSINESS, SYSTEM_ADMIN } from '../../law/roles.ts';
import { parameterShapes, standardShape } from './model.ts';

const asOf = day.optional();
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

const parameterFilter = z.object({
  asOf,
  division: z.string().max(40).optional(),
  q: z.string().max(100).optional(),
  unset: flag,
});

export const settingsContract = contract({
  parameters: {
    method: 'GET',
    path: '/api/sys/parameters',
    title: { zh: '参数一览', en: 'Parameters' },
    callers: [...BUSINESS, ...SYSTEM_ADMIN],
    query: parameterFilter,
    answer: parameterShapes.list,
  },
  parametersExport: {
    method: 'GET',
    path: '/api/sys/parameters/export',
    title: { zh: '导出参数一览', en: 'Parameters as a sheet' },
    callers: [...BUSINESS, ...SYSTEM_ADMIN],
    query: parameterFilter.extend(exportQuery),
    answer: 'file',
  },
  parameter: {
    method: 'GET',
    path: '/api/sys/parameters/{name}',
    title: { zh: '参数及其沿革', en: 'A parameter with its history' },
    callers: [...BUSINESS, ...SYSTEM_ADMIN],
    params: z.object({ name: z.string().max(80) }),
    query: z.object({ asOf }),
    answer: parameterShapes.one,
  },
  previewParameter: {
    method: 'POST',
    path: '/api/sys/parameters/{name}/preview',
    title: { zh: '试算参数变化', en: 'Preview a change of a parameter' },
    callers: ['bureau'],
    params: z.object({ name: z.string().max(80) }),
    body: parameterShapes.change,
    answer: parameterShapes.preview,
    perMinute: 20,
    idempotent: true,
  },
  setParameter: {
    method: 'POST',
    path: '/api/sys/parameters/{name}/entries',
    title: { zh: '设定或收回参数', en: 'Set or take back a parameter' },
    callers: ['bureau'],
    params: z.object({ name: z.string().max(80) }),
    body: parameterShapes.change,
    answer: parameterShapes.written,
    refusals: ['conflict'],
    idempotent: true,
  },
  profiles: {
    method: 'GET',
    path: '/api/sys/profiles',
    title: { zh: '参数方案（平台建议值）', en: 'Profiles of proposed values' },
    callers: [...BUSINESS, ...SYSTEM_ADMIN],
    answer: z.object({ rows: z.array(parameterShapes.profile) }),
  },
  chooseProfile: {
    method: 'POST',
    path: '/api/sys/profiles/{id}/choose',
    title: { zh: '选用参数方案', en: 'Choose a profile' },
    callers: ['bureau'],
    params: z.object({ id: z.string().max(40) }),
    answer: z.object({ added: z.int(), kept: z.int() }),
    idempotent: true,
  },
  standards: {
    method: 'GET',
    path: '/api/sys/standards',
    title: { zh: '标准规范与核验情况', en: 'Standards and how far they were checked' },
    callers: [...BUSINESS, ...SYSTEM_ADMIN],
    query: z.object({ asOf }),
    answer: z.object({ asOf: day, rows: z.array(standardShape) }),
  },
  calendar: {
    method: 'GET',
    path: '/api/sys/calendar',
    title: { zh: '工作日历', en: 'Working-day calendar' },
    callers: [...BUSINESS, ...SYSTEM_ADMIN],
    query: z.object({ year: z.coerce.number().int().min(2020).max(2035).optional() }),
    answer: parameterShapes.calendar,
  },
});
