import type { Caller } from '../src/modules/identity/index.ts';
import { scopeOf } from '../src/modules/identity/index.ts';
import type { Database } from '../src/platform/db/index.ts';

/** Officials of the city and of some counties, principals of some enterprises. */
export function callersOf(firms: readonly string[]): Map<string, Caller> {
  const at = (role: 'bureau' | 'principal', nodeKind: 'division' | 'enterprise', node: string) => {
    const grant = {
      ...{ id: 'G', role, nodeKind, node },
      lines: ['chem', 'trade'] as const,
      from: '2024-01-01',
      until: null,
    };
    const user = `${role}-${node}`;
    return { user, name: user, session: user, roles: [role], grants: [grant], ...scopeOf([grant]) };
  };
  return new Map<string, Caller>([
    ['city', at('bureau', 'division', '371700')],
    ...COUNTIES.map((id) => [id, at('bureau', 'division', id)] as const),
    ...firms.map((id) => [id, at('principal', 'enterprise', id)] as const),
  ]);
}

const COUNTIES = ['371702', '371703', '371721', '371722', '371723', '371725', '371726', '371728'];
/** Whoever looks at more than one enterprise. */
export const officials = ['city', ...COUNTIES];
const FIRMS = 40;

/** Enterprises with and without a major hazard installation, spread over the city. */
export async function enterprises(db: Database): Promise<string[]> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select id from (select id,
         row_number() over (partition by "majorHazardLevel" is null order by md5(id)) n
       from rec.enterprise where vt = 'infinity' and live) e where n <= $1 order by n`,
    [FIRMS / 2],
  );
  return rows.map(({ id }) => id);
}

export interface Asked {
  readonly caller: string;
  readonly path: string;
}

const WORDS = ['化工', '金属', '食品', '木业', '医药', '有限', 'hg', 'hz', 'cx', '371'];
const CLAUSES = ['CHEM-2.5', 'CHEM-8.3', 'TRADE-5.3', 'TRADE-2.1', 'CHEM-4.2', 'TRADE-7.1'];

/** What is asked, by name: many askers, each with paths of his own. */
export function requests(firms: readonly string[]): [string, Asked[]][] {
  const by = (callers: readonly string[], path: string): Asked[] =>
    callers.map((caller) => ({ caller, path }));
  const each = <T>(list: readonly T[], make: (one: T) => string, callers = officials): Asked[] =>
    list.flatMap((one) => by(callers, make(one)));
  const city = ['city'];
  const q = (word: string): string => encodeURIComponent(word);
  return [
    ['list of enterprises', by(officials, '/api/enterprises?limit=50')],
    ['list, by grade', by(officials, '/api/enterprises?limit=50&sort=grade')],
    [
      'list, of a county and line',
      each(COUNTIES, (d) => `/api/enterprises?limit=50&division=${d}&line=chem`, city),
    ],
    ['list, with text', each(WORDS, (w) => `/api/enterprises?limit=50&q=${q(w)}`)],
    ['search', each(WORDS, (w) => `/api/search?q=${q(w)}`)],
    ['one enterprise', each(firms, (id) => `/api/enterprises/${id}`, city)],
    ['one enterprise, by itself', firms.flatMap((id) => by([id], `/api/enterprises/${id}`))],
    ['timeline', each(firms, (id) => `/api/enterprises/${id}/timeline?limit=50`, city)],
    ['plan board', by(officials, '/api/plan/board')],
    ['plan board of an enterprise', firms.flatMap((id) => by([id], '/api/plan/board'))],
    ['clause page', each(CLAUSES, (c) => `/api/plan/clauses/${c}`)],
    ['duties of a clause', each(CLAUSES, (c) => `/api/plan/clauses/${c}/duties?limit=50`)],
    [
      'overdue duties of a clause',
      each(CLAUSES, (c) => `/api/plan/clauses/${c}/duties?limit=50&status=overdue`),
    ],
    ['trend of a clause', each(CLAUSES, (c) => `/api/plan/clauses/${c}/trend`)],
    ['ranking', by(officials, '/api/ranking')],
    ['cockpit', by(city, '/api/cockpit')],
    ['home', by(officials, '/api/home')],
    ['home of an enterprise', firms.flatMap((id) => by([id], '/api/home'))],
    ['metrics', by(officials, '/api/metrics')],
    ['completeness', by(officials, '/api/completeness')],
    ['map', by(officials, '/api/map')],
    ['to-dos', by(officials, '/api/todos?limit=50')],
    ['to-dos of an enterprise', firms.flatMap((id) => by([id], '/api/todos?limit=50'))],
  ];
}
