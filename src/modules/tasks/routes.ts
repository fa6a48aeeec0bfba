import type { Day } from '../../kernel/calendar.ts';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { tasksContract, tasksProblems } from './contract.ts';
import type { TaskBoard } from './service/board.ts';
import { inboxSheet, messagesSheet } from './service/exports.ts';
import { rulesOn } from './service/rules-on.ts';
import { Tasks } from './service.ts';

/** Late to-dos of the caller's inbox, and those due within so many days. */
export function inboxCounts(city: LiveCity, caller: Caller, day: Day, within: number) {
  return Tasks.of(city).inbox.count(caller, day, within);
}

export const tasksRoutes = ({ city }: { readonly city: () => LiveCity }) => {
  const tasks = (): Tasks => Tasks.of(city());
  return routes<typeof tasksContract, Caller>(
    'tasks',
    tasksContract,
    {
      inbox: ({ caller, query }) => tasks().inbox.page(caller, query),
      inboxExport: ({ caller, query }) => inboxSheet(tasks(), caller, query),
      todo: ({ caller, params }) => tasks().inbox.one(caller, params.id),
      readTodo: ({ caller, params }) => tasks().inbox.read(caller, params.id),
      handOver: ({ caller, params, body }) => tasks().inbox.handOver(caller, params.id, body),
      noteTodo: ({ caller, params, body }) => tasks().inbox.note(caller, params.id, body.text),
      messages: async ({ caller, query }) =>
        ok(await tasks().messages.list(caller, query.unread ?? false)),
      messagesExport: async ({ caller, query }) => ok(await messagesSheet(tasks(), caller, query)),
      readMessages: async ({ caller, body }) => {
        await tasks().messages.read(caller, body.ids);
        return ok({ done: true });
      },
      messageSettings: async ({ caller }) => ok(await tasks().messages.settings(caller)),
      setMessages: async ({ caller, body }) => ok(await tasks().messages.set(caller, body)),
      settings: async () => ok({ rows: settingRows(tasks().board) }),
      giveFeedback: async ({ caller, body }) => ok(await tasks().feedback.give(caller, body)),
      feedback: async ({ caller, query }) =>
        ok(await tasks().feedback.page(caller, query.cursor ?? null)),
      answerFeedback: ({ caller, params, body }) =>
        tasks().feedback.answer(caller, params.id, body.text),
    },
    tasksProblems,
  );
};

const PARAMETER: Bilingual = {
  zh: '参数（“参数”页可按区划设定）',
  en: 'A parameter (set on the page of parameters, by division)',
};

const levelNames: Readonly<Record<string, Bilingual>> = {
  township: { zh: '乡镇网格', en: 'township grid' },
  county: { zh: '县（区）', en: 'county' },
  city: { zh: '市', en: 'city' },
};

const NOWHERE = { township: null, county: null, city: null };

/** The rules in words, as they hold where no division has its own. */
function settingRows({ city, settings }: TaskBoard) {
  const days = (n: number): Bilingual => ({ zh: `${n} 个工作日`, en: `${n} working days` });
  const { remindBefore, escalation, answerWithin, chaseAnswerAfter } = settings;
  const rules = rulesOn(city.parameters, city.today())(NOWHERE);
  const working = rules.countedIn === 'working';
  const unit = working ? { zh: '个工作日', en: 'working days' } : { zh: '天', en: 'days' };
  const steps = rules.steps.map(({ to, after }) => ({ to: levelNames[to], after }));
  const climbing = {
    zh: steps.map(({ to, after }) => `${after} ${unit.zh}后至${to?.zh}`).join('；'),
    en: steps.map(({ to, after }) => `after ${after} ${unit.en} to the ${to?.en}`).join('; '),
  };
  const soon = {
    zh: `${rules.remindBefore} ${unit.zh}`,
    en: `${rules.remindBefore} ${unit.en}`,
  };
  return [
    { name: 'remindBefore', ...remindBefore, source: PARAMETER, value: soon },
    { name: 'escalation', ...escalation, source: PARAMETER, value: climbing },
    {
      ...{ name: 'answerWithin', ...answerWithin, source: PARAMETER },
      value: days(rules.answerWithin),
    },
    {
      ...{ name: 'chaseAnswerAfter', ...chaseAnswerAfter, source: PARAMETER },
      value: { zh: `${rules.chaseAfter} ${unit.zh}`, en: `${rules.chaseAfter} ${unit.en}` },
    },
  ];
}
