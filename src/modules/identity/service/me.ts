import type { Moment } from '../../../kernel/calendar.ts';
import { dayAt, formatDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { lines, roles } from '../../../law/roles.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, Grant, Me, SessionRow } from '../model.ts';
import { passwordEnds } from '../rules/password.ts';
import { allWords, scopeWords } from '../rules/scope-words.ts';
import { needsSecondFactor } from '../rules/session.ts';
import { note } from '../store/audit.ts';
import { saveDisplay } from '../store/credentials.ts';
import { nodeNames } from '../store/nodes.ts';
import type { SessionFacts } from '../store/sessions.ts';
import { endSession, openSessions } from '../store/sessions.ts';
import type { Identity } from './context.ts';
import { reading } from './scoped.ts';
import { openedSession, rolesIn, stateOf } from './sessions.ts';

const MINUTE = 60_000;

type NodeWords = Me['scope'][number];

/** The nodes of grants with their names, each once. */
async function nodesOf(identity: Identity, grants: readonly Grant[]): Promise<NodeWords[]> {
  const nodes = new Map<string, { kind: Grant['nodeKind']; node: string; lines: Set<string> }>();
  for (const { nodeKind: kind, node, lines: own } of grants) {
    const key = `${kind}/${node}`;
    const known = nodes.get(key) ?? { kind, node, lines: new Set() };
    nodes.set(key, known);
    for (const line of own) known.lines.add(line);
  }
  const all = [...nodes.values()];
  // Before the projection is built nothing has a name.
  const names = identity.ready() ? await nodeNames(identity.owner, all) : [];
  return all.map(({ kind, node, lines: own }) => {
    const named = names.find((each) => each.kind === kind && each.node === node);
    const held = lines.filter((line) => own.has(line));
    const words = scopeWords(named ?? { kind, node, name: null, below: null }, held);
    return { kind, node, lines: held, ...words };
  });
}

const bothWords = ({ zh, en }: Bilingual): Bilingual => ({ zh, en });

async function shown(identity: Identity, facts: SessionFacts): Promise<Me> {
  const held = rolesIn(facts);
  const scope = await nodesOf(identity, facts.grants);
  const [first] = held;
  const ends = passwordEnds(facts.changedAt, identity.settings);
  const ages = !facts.demo && !facts.foreign;
  return {
    user: facts.account,
    login: facts.login,
    name: facts.name,
    organisation: facts.organisation,
    state: stateOf(identity, facts),
    roles: held.map((role) => ({ role, ...bothWords(roles[role]) })),
    desk: first ? roles[first].desk : null,
    scope,
    scopeText: allWords(scope),
    lines: lines.filter((line) => facts.grants.some((grant) => grant.lines.includes(line))),
    secondFactor: { enrolled: facts.enrolled, required: !facts.demo && needsSecondFactor(held) },
    passwordUntil: ages ? formatDay(dayAt((ends - 1) as Moment)) : null,
    demo: facts.demo,
    locale: facts.locale,
    typeSize: facts.typeSize,
    idleMinutes: identity.settings.idleMinutes,
  };
}

/** Who has this session; null: it is over. */
export async function meOf(identity: Identity, session: string): Promise<Me | null> {
  const facts = await openedSession(identity, session, identity.clock());
  return facts ? shown(identity, facts) : null;
}

export async function changeDisplay(
  { owner }: Identity,
  caller: Caller,
  set: { readonly locale?: string | undefined; readonly typeSize?: string | undefined },
): Promise<void> {
  const { locale = null, typeSize = null } = set;
  await saveDisplay(owner, caller.user, { locale, typeSize });
}

/** Own sessions that are open, the newest first. */
export async function ownSessions(identity: Identity, caller: Caller): Promise<SessionRow[]> {
  const since = (identity.clock() - identity.settings.sessionMinutes * MINUTE) as Moment;
  const kept = await reading(identity.web, caller, (client) =>
    openSessions(client, caller.user, since),
  );
  return kept.map(({ madeAt, seenAt, ...rest }) => ({
    ...rest,
    current: rest.id === caller.session,
    madeAt: formatMoment(madeAt),
    seenAt: formatMoment(seenAt),
  }));
}

/** False: no open session of his has that id. */
export async function endOwnSession(
  { owner, clock }: Identity,
  caller: Caller,
  id: string,
  ip: string,
): Promise<boolean> {
  return transaction(owner, async (client) => {
    const at = clock();
    if (!(await endSession(client, caller.user, id, caller.user, at))) return false;
    const entry = { account: caller.user, action: 'session-end', outcome: 'done', ip } as const;
    await note(client, at, { ...entry, object: `session/${id.slice(0, 12)}` });
    return true;
  });
}
