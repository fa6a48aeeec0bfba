import { randomUUID } from 'node:crypto';
import { formatDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import {
  attributeIn,
  codeOf,
  knownType,
  NOT_VISIBLE,
  namesOf,
  seenOn,
} from '../../registry/index.ts';
import { postStarter } from '../load.ts';
import { KEEPERS } from '../posts-contract.ts';
import { lastPostCheck, listIssued, peopleWithPosts } from '../store/posts.ts';
import { enterpriseOf, latest } from './common.ts';
import type { Said } from './writing.ts';
import { faulty, strangers } from './writing.ts';

type Done = Promise<Result<{ record: string }, Refusal>>;

interface Of {
  readonly enterprise?: string | undefined;
}

export async function postsPage(
  city: LiveCity,
  caller: Caller,
  query: Of & { readonly asOf?: string | undefined },
) {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { at, text } = seen.value;
  const { source, posts } = postStarter();
  const id = enterpriseOf(caller, query.enterprise);
  const none = { asOf: text, enterprise: null, may: false, people: [], list: null };
  const starter = { source, posts };
  if (id === null) return ok({ ...none, checkedOn: null, starter });
  const attribute = attributeIn(knownType(city, 'appraisal'), 'consequence');
  return reading(city.web, caller, async (client) => {
    const names = await namesOf(client, city, [{ type: 'enterprise', id }], at);
    if (!names.has(`enterprise/${id}`)) return refuse(NOT_VISIBLE);
    const rows = await peopleWithPosts(client, id, at, text);
    const list = await listIssued(client, id, at);
    return ok({
      asOf: text,
      enterprise: { id, name: names.get(`enterprise/${id}`) ?? null },
      may: caller.grants.some(({ role, node }) => node === id && KEEPERS.includes(role)),
      people: rows.map(({ since, on, score, consequence, duties, name, post, ...row }) => ({
        ...{ id: row.id, name, post },
        duties: since === null ? null : { text: duties, since },
        appraised:
          on === null
            ? null
            : { on, score, consequence: (consequence ?? []).map((c) => codeOf(attribute, c).text) },
      })),
      list: list && { on: list.on, categories: [...(list.categories ?? [])] },
      checkedOn: await lastPostCheck(client, id, at),
      starter,
    });
  });
}

/** States one fact of the enterprise, of somebody who belongs to it. */
async function stating(
  city: LiveCity,
  caller: Caller,
  given: Of & { readonly person?: string },
  said: (enterprise: string, day: string, standing: readonly Said[]) => readonly Said[],
): Done {
  const enterprise = enterpriseOf(caller, given.enterprise);
  if (enterprise === null) return refuse(NOT_VISIBLE);
  const at = new Date(latest(city));
  const day = formatDay(city.today());
  const { person } = given;
  const before = await reading(city.web, caller, async (client) => {
    const wrong = await strangers(client, enterprise, at, { owner: person ?? null });
    if (wrong) return refuse(faulty({ person: wrong.fields?.[0]?.message ?? NOBODY }));
    const rows = person ? await peopleWithPosts(client, enterprise, at, day) : [];
    const standing = rows.find(({ id }) => id === person)?.assignment ?? null;
    // What stood until now ends today; the new duties begin.
    const end = { type: 'assignment', record: standing ?? '', set: { validUntil: day } };
    return ok(standing === null ? [] : [end]);
  });
  if (!before.ok) return before;
  const all = said(enterprise, day, before.value);
  const moment = formatMoment(latest(city));
  const done = await city.state(
    caller,
    all.map((each) => ({ ...each, at: moment })),
  );
  return done.ok ? ok({ record: all.at(-1)?.record ?? '' }) : done;
}

const NOBODY = { zh: '不是本企业的人员', en: 'nobody of this enterprise' };
const next = (kind: string): string => `${kind}-${randomUUID()}`;

export function setDuties(
  city: LiveCity,
  caller: Caller,
  given: Of & { readonly person: string; readonly duties: string },
): Done {
  const { person, duties } = given;
  return stating(city, caller, given, (enterprise, validFrom, before) => [
    ...before,
    {
      ...{ type: 'assignment', record: next('PD') },
      set: { kind: 'post-duty', enterprise, person, duties, validFrom },
    },
  ]);
}

export function issueList(
  city: LiveCity,
  caller: Caller,
  given: Of & { readonly categories: readonly string[] },
): Done {
  const known = new Set(postStarter().posts.map(({ id }) => id));
  if (given.categories.some((each) => !known.has(each))) {
    return Promise.resolve(refuse(faulty({ categories: UNKNOWN })));
  }
  return stating(city, caller, given, (enterprise, issuedOn) => [
    {
      ...{ type: 'document', record: next('RL') },
      set: {
        ...{ kind: 'all-staff-responsibility-list', enterprise, issuedOn, validFrom: issuedOn },
        ...{ title: '全员安全生产责任清单', postCategories: [...new Set(given.categories)] },
      },
    },
  ]);
}

const UNKNOWN = { zh: '没有这类岗位', en: 'there is no such kind of post' };

export function appraise(
  city: LiveCity,
  caller: Caller,
  given: Of & {
    readonly person: string;
    readonly score: number;
    readonly consequence: string;
    readonly note: string | null;
  },
): Done {
  const { person, score, consequence, note } = given;
  return stating(city, caller, given, (enterprise, date) => [
    {
      ...{ type: 'appraisal', record: next('AP') },
      set: {
        ...{ kind: 'internal-responsibility', enterprise, person, date, score },
        ...{ consequence: [consequence], note },
      },
    },
  ]);
}

export function checkPosts(
  city: LiveCity,
  caller: Caller,
  given: Of & { readonly findings: number; readonly note: string },
): Done {
  const { findings, note } = given;
  return stating(city, caller, given, (enterprise, date) => [
    {
      ...{ type: 'selfInspection', record: next('PC') },
      set: { kind: 'post-responsibility', enterprise, date, findings, note },
    },
  ]);
}
