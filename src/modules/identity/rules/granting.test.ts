import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line, NodeKind, Role } from '../../../law/roles.ts';
import { lines, roleNames, roles } from '../../../law/roles.ts';
import type { Grant } from '../model.ts';
import { givable, grantFault, mayHoldTogether, reachOf, type WantedGrant } from './granting.ts';
import { scopeOf } from './keys.ts';

/** A small city: divisions with their parents; enterprises and parks with their division and lines. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  '3717': ['3717'],
  '371721': ['371721', '3717'],
  '371722': ['371722', '3717'],
  '371721001': ['371721001', '371721', '3717'],
};
const FIRMS: Readonly<Record<string, { at: string; lines: readonly Line[]; park: string | null }>> =
  {
    E1: { at: '371721001', lines: ['chem'], park: 'P1' },
    E2: { at: '371722', lines: ['trade'], park: null },
    E3: { at: '371721', lines: ['chem', 'trade'], park: null },
    E4: { at: '371722', lines: ['trade'], park: 'P1' },
  };
const PARKS: Readonly<Record<string, string>> = { P1: '371721' };

const divisionKeys = (at: string, held: readonly Line[]): string[] =>
  (ABOVE[at] ?? []).flatMap((above) => held.map((line) => `d:${above}:${line}`));

/** Keys under which a record of a node lies, as the database works them out. */
function keysAt(kind: NodeKind, node: string): string[] {
  if (kind === 'division') return divisionKeys(node, lines);
  const firm = FIRMS[node];
  if (kind === 'enterprise' && firm) {
    const park = firm.park ? [`p:${firm.park}`] : [];
    return [...divisionKeys(firm.at, firm.lines), `e:${node}`, ...park];
  }
  if (kind === 'park' && PARKS[node]) {
    return [...divisionKeys(PARKS[node] ?? '', lines), `p:${node}`];
  }
  return [];
}

/** What a grant of a node lets see: of a park, its enterprises too. */
function seenAt(kind: NodeKind, node: string): string[][] {
  const firms = Object.keys(FIRMS).filter((firm) => kind === 'park' && FIRMS[firm]?.park === node);
  return [keysAt(kind, node), ...firms.map((firm) => keysAt('enterprise', firm))];
}

/** Every record that there is to see: one an enterprise, one a division and line, one a park. */
const RECORDS: readonly (readonly string[])[] = [
  ...Object.keys(FIRMS).map((firm) => keysAt('enterprise', firm)),
  ...Object.keys(ABOVE).flatMap((at) => lines.map((line) => divisionKeys(at, [line]))),
  ...Object.keys(PARKS).map((park) => keysAt('park', park)),
];

const NODES: readonly (readonly [NodeKind, string])[] = [
  ...Object.keys(ABOVE).map((node) => ['division', node] as const),
  ...Object.keys(FIRMS).map((node) => ['enterprise', node] as const),
  ['park', 'P1'],
];

const days = ['2025-01-01', '2025-06-01', '2026-01-01', '2026-06-01'] as const;
const grant = fc
  .record({
    role: fc.constantFrom<Role>(...roleNames),
    at: fc.constantFrom(...NODES),
    lines: fc.subarray([...lines], { minLength: 1 }),
    from: fc.constantFrom(...days),
    until: fc.option(fc.constantFrom(...days), { nil: null }),
  })
  .map(({ at: [nodeKind, node], ...rest }): Grant => ({ id: 'G', nodeKind, node, ...rest }));

const overlaps = (keys: readonly string[], record: readonly string[]): boolean =>
  record.some((key) => keys.includes(key));

describe('nobody grants more than he has', () => {
  test('what a given grant lets see or administer, a grant of the giver reaches, as long', () => {
    let given = 0;
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 3 }), grant, (own, wanted: WantedGrant) => {
        const fault = grantFault(own, wanted, seenAt(wanted.nodeKind, wanted.node));
        if (fault !== null) return;
        given += 1;
        const givers = own.filter(({ role }) => givable[role]?.includes(wanted.role));
        const reach = givers.flatMap(reachOf);
        const seen = scopeOf([{ ...wanted, id: 'W' }]).keys.filter((key) => key !== '*');
        for (const record of RECORDS) {
          if (overlaps(seen, record)) expect(overlaps(reach, record)).toBe(true);
        }
        const dated = givers.some(
          ({ from, until }) =>
            from <= wanted.from &&
            (until === null || (wanted.until !== null && wanted.until <= until)),
        );
        expect(dated).toBe(true);
        expect(roles[wanted.role].nodes as readonly string[]).toContain(wanted.nodeKind);
      }),
      { numRuns: 20_000 },
    );
    expect(given).toBeGreaterThan(100);
  });

  const bureau = (node: string, held: readonly Line[], until: string | null = null): Grant => ({
    ...{ id: 'G', role: 'bureau', nodeKind: 'division', node },
    ...{ lines: held, from: '2025-01-01', until },
  });
  const officer = (node: string, held: readonly Line[], until: string | null = null) => ({
    ...{ role: 'officer', nodeKind: 'division', node, lines: held, from: '2025-06-01', until },
  });
  const warden = {
    ...{ role: 'stationed', nodeKind: 'park', node: 'P1', lines: ['trade'] },
    ...{ from: '2025-06-01', until: null },
  };
  test.each([
    ['its own county', bureau('371721', lines), officer('371721', lines), null],
    ['a township of it', bureau('371721', lines), officer('371721001', ['chem']), null],
    ['the city above it', bureau('371721', lines), officer('3717', lines), 'beyond'],
    ['the county beside it', bureau('371721', lines), officer('371722', lines), 'beyond'],
    ['a line that it lacks', bureau('371721', ['chem']), officer('371721', lines), 'beyond'],
    ['longer than it has', bureau('3717', lines, '2026-01-01'), officer('3717', lines), 'beyond'],
    [
      'no longer than it has',
      bureau('3717', lines, '2026-01-01'),
      officer('3717', lines, '2026-01-01'),
      null,
    ],
    [
      'a role above it',
      bureau('3717', lines),
      { ...officer('3717', lines), role: 'leader' },
      'beyond',
    ],
    [
      'an administrator',
      bureau('3717', lines),
      { ...officer('3717', lines), role: 'auditAdmin' },
      'beyond',
    ],
    [
      'a park with an enterprise of a line that it lacks',
      bureau('3717', ['trade']),
      warden,
      'beyond',
    ],
    [
      'a park with an enterprise of the county beside it',
      bureau('371721', lines),
      warden,
      'beyond',
    ],
    ['a park all of which it reaches', bureau('3717', lines), warden, null],
    [
      'a kind of node that the role has not',
      bureau('3717', lines),
      { ...officer('E1', lines), nodeKind: 'enterprise' },
      'node',
    ],
  ] as const)('a bureau and %s', (_, own, wanted, fault) => {
    const asked = wanted as WantedGrant;
    expect(grantFault([own], asked, seenAt(asked.nodeKind, asked.node))).toBe(fault);
  });
});

test.each([
  [['systemAdmin'], true],
  [['systemAdmin', 'systemAdmin'], true],
  [['systemAdmin', 'securityAdmin'], false],
  [['auditAdmin', 'bureau'], false],
  [['bureau', 'leader'], true],
] as const)('%j together: %s', (held, allowed) => {
  expect(mayHoldTogether(held)).toBe(allowed);
});
