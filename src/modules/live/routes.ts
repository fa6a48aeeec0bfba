import type { Refusal } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import { liveContract } from './contract.ts';
import { rulesContract } from './rules-contract.ts';
import { bypassesPage, registerBypass, restoreBypass } from './service/bypasses.ts';
import { endKey, gatewaysPage, giveKey } from './service/gateways.ts';
import { historyAnswer } from './service/kept.ts';
import type { Live } from './service/live.ts';
import { outcomesOf } from './service/outcomes.ts';
import { ruleSettings } from './service/rule-settings.ts';
import { changeRule, ruleBack, ruleOf, rulesPage } from './service/rules.ts';
import { oneTag, readingsPoints, readingsSheet, tagsPage } from './service/tags.ts';
import { tryRule } from './service/trial.ts';
import { declareWindow, endWindow, windowsPage } from './service/windows.ts';
import { windowsContract } from './windows-contract.ts';

/** Null: another process takes readings in, or none does yet. */
const opened =
  (live: () => Live | null) =>
  async <T>(work: (live: Live) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> => {
    const now = live();
    return now ? work(now) : refuse({ code: 'not-ready' });
  };

export const liveRoutes = ({ live }: { readonly live: () => Live | null }) => {
  const open = opened(live);
  return routes<typeof liveContract, Caller>('live', liveContract, {
    tags: ({ caller, query }) => open((now) => tagsPage(now, caller, query)),
    tag: ({ caller, params }) => open((now) => oneTag(now, caller, params.id)),
    readings: ({ caller, params, query }) =>
      open((now) => readingsPoints(now, caller, { ...params, ...query })),
    readingsExport: ({ caller, params, query }) =>
      open((now) => readingsSheet(now, caller, { ...params, ...query })),
    history: () => open(historyAnswer),
    gateways: ({ caller, query }) => open((now) => gatewaysPage(now, caller, query)),
    outcomes: ({ caller, query }) => open((now) => outcomesOf(now, caller, query.division ?? null)),
    giveKey: ({ caller, params, request }) =>
      open((now) => giveKey(now, caller, { ...params, ip: request.ip })),
    endKey: ({ caller, params, request }) =>
      open((now) => endKey(now, caller, { ...params, ip: request.ip })),
  });
};

/** What is taken out of service for a time: windows of maintenance, bypassed interlocks. */
export const windowsRoutes = ({ live }: { readonly live: () => Live | null }) => {
  const open = opened(live);
  return routes<typeof windowsContract, Caller>('windows', windowsContract, {
    windows: ({ caller, query }) => open((now) => windowsPage(now, caller, query)),
    newWindow: ({ caller, body, request }) =>
      open((now) => declareWindow(now, caller, { ...body, ip: request.ip })),
    endWindow: ({ caller, params, request }) =>
      open((now) => endWindow(now, caller, { ...params, ip: request.ip })),
    bypasses: ({ caller, query }) => open((now) => bypassesPage(now, caller, query)),
    newBypass: ({ caller, body, request }) =>
      open((now) => registerBypass(now, caller, { ...body, ip: request.ip })),
    restoreBypass: ({ caller, params, body, request }) =>
      open((now) => restoreBypass(now, caller, { ...params, ...body, ip: request.ip })),
  });
};

/** Limits of tags: shown with their history, tried on what was stored, switched on, taken back. */
export const rulesRoutes = ({ live }: { readonly live: () => Live | null }) => {
  const open = opened(live);
  return routes<typeof rulesContract, Caller>('rules', rulesContract, {
    rules: ({ caller, query }) => open((now) => rulesPage(now, caller, query)),
    settings: () => open(async (now) => ok(ruleSettings(now))),
    rule: ({ caller, params }) => open((now) => ruleOf(now, caller, params.id)),
    tryRule: ({ caller, params, body, request: { signal } }) =>
      open((now) => tryRule(now, caller, { ...params, ...body, signal })),
    changeRule: ({ caller, params, body, request }) =>
      open((now) => changeRule(now, caller, { ...params, ...body, ip: request.ip })),
    ruleBack: ({ caller, params, body, request }) =>
      open((now) => ruleBack(now, caller, { ...params, ...body, ip: request.ip })),
  });
};
