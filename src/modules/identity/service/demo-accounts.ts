import type { Bilingual } from '../../../kernel/endpoint.ts';
import { must } from '../../../kernel/result.ts';
import type { NodeKind, Role } from '../../../law/roles.ts';
import { lines, roleNames, roles } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { hashPassword, newId, newPassword } from '../../../platform/secrets/index.ts';
import type { OrganisationKind } from '../model.ts';
import {
  accountByLogin,
  insertAccount,
  insertGrant,
  insertOrganisation,
  type Made,
} from '../store/accounts.ts';
import { note } from '../store/audit.ts';
import { insertCredential } from '../store/credentials.ts';
import type { DemoNode } from '../store/demo-nodes.ts';
import { demoNodes } from '../store/demo-nodes.ts';
import type { Identity } from './context.ts';

/** As the console lists it. */
export interface DemoAccount {
  readonly login: string;
  readonly role: Role;
  readonly title: Bilingual;
  readonly where: string;
}

export interface DemoAccounts {
  readonly password: string;
  readonly accounts: readonly DemoAccount[];
}

type Place = 'city' | 'county' | 'township' | 'park' | 'enterprise' | 'body';

/** Where each role of the demo works; a bureau in the city and one in a county. */
const PLACES: Readonly<Record<Role, readonly Place[]>> = {
  leader: ['city'],
  bureau: ['city', 'county'],
  office: ['county'],
  officer: ['county'],
  dispatcher: ['city'],
  grid: ['township'],
  stationed: ['enterprise'],
  park: ['park'],
  principal: ['enterprise'],
  safetyManager: ['enterprise'],
  teamLeader: ['enterprise'],
  worker: ['enterprise'],
  contractor: ['body'],
  expert: ['enterprise'],
  systemAdmin: ['city'],
  securityAdmin: ['city'],
  auditAdmin: ['city'],
};

const KINDS: Readonly<Record<Place, OrganisationKind>> = {
  city: 'bureau',
  county: 'bureau',
  township: 'township',
  park: 'park',
  enterprise: 'enterprise',
  body: 'body',
};

const SINCE = '2024-01-01';

const loginOf = (role: Role, place: Place): string =>
  PLACES[role].length > 1 ? `${role}-${place}` : role;

/** People of the demo are named by what they do: nobody is meant. */
const nameOf = (role: Role): string => `演示${roles[role].zh}`;

async function makeAll(
  client: PoolClient,
  nodes: ReadonlyMap<string, DemoNode>,
  hash: string,
  made: Made,
): Promise<void> {
  const organisations = new Map<string, string>();
  const above: Partial<Record<Place, Place>> = { county: 'city', township: 'county' };
  for (const [place, { kind: nodeKind, node, name }] of nodes) {
    const id = newId('ORG');
    const parent = organisations.get(above[place as Place] ?? 'city') ?? null;
    const kind = KINDS[place as Place];
    await insertOrganisation(client, { id, name, kind, parent, nodeKind, node }, made);
    organisations.set(place, id);
  }
  for (const { role, place } of everyRole(nodes)) {
    const { kind: nodeKind, node } = must(nodes.get(place), 'the place is there');
    const organisation = must(organisations.get(place), 'the place has an organisation');
    const id = newId('ACC');
    const login = loginOf(role, place);
    const account = { id, login, name: nameOf(role), organisation, phone: null, demo: true };
    await insertAccount(client, account, made);
    await insertCredential(client, id, { password: hash, mustChange: false, at: made.at });
    const dates = { from: SINCE, until: null };
    await insertGrant(client, id, { id: newId('GR'), role, nodeKind, node, lines, ...dates }, made);
    const detail = { login, role, node: `${nodeKind}/${node}`, demo: true };
    const entry = { account: made.by, action: 'account-create', object: `account/${id}` } as const;
    await note(client, made.at, { ...entry, outcome: 'done', detail });
  }
}

function everyRole(nodes: ReadonlyMap<string, DemoNode>): { role: Role; place: Place }[] {
  return roleNames.flatMap((role) =>
    PLACES[role]
      .filter((place) => {
        const kind: NodeKind | undefined = nodes.get(place)?.kind;
        const allowed: readonly string[] = roles[role].nodes;
        return kind !== undefined && allowed.includes(kind);
      })
      .map((place) => ({ role, place })),
  );
}

/**
 * One account a role at fitting nodes of the made-up city, all with one password that is made up
 * once: `kept` gives it on later starts, `keep` takes a new one.
 */
export async function demoAccounts(
  identity: Identity,
  kept: string | null,
  keep: (password: string) => void,
): Promise<DemoAccounts | null> {
  const { owner, clock } = identity;
  const nodes = new Map((await demoNodes(owner)).map((node) => [node.place, node]));
  const all = everyRole(nodes);
  const [first] = all;
  if (!first) return null;
  const there = await accountByLogin(owner, loginOf(first.role, first.place));
  // Whoever lost the file has accounts whose password nobody knows: they stay as they are.
  if (there && kept === null) return null;
  const password = kept ?? newPassword();
  if (!there) {
    keep(password);
    const hash = await hashPassword(password);
    await transaction(owner, (client) => makeAll(client, nodes, hash, { by: 'demo', at: clock() }));
  }
  return {
    password,
    accounts: all.map(({ role, place }) => ({
      login: loginOf(role, place),
      role,
      title: roles[role],
      where: nodes.get(place)?.name ?? '',
    })),
  };
}
