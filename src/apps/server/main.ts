import type { Moment } from '../../kernel/calendar.ts';
import { countFacts, importFacts } from '../../modules/ledger/index.ts';
import { evaluatePlan, loadDictionary, loadPlans, project } from '../../modules/plan/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Route } from '../../platform/http/index.ts';
import { serveHttp } from '../../platform/http/index.ts';
import { cityLines } from '../cli/demo-commands.ts';
import { message, today } from '../cli/usage.ts';

/** A tenth of a tenth of the city: enough to look at, there in seconds. */
const DEMO_SCALE = 0.01;

async function loadDemo(db: Database): Promise<void> {
  if ((await countFacts(db.app)) > 0) return;
  message(`loading the made-up demo city at scale ${DEMO_SCALE} (synthetic facts) …`);
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const line of cityLines(1, DEMO_SCALE)) yield Buffer.from(line);
  }
  await importFacts({
    db: db.app,
    dictionary: loadDictionary(),
    source: source(),
    recorder: 'demo',
    clock: () => Date.now() as Moment,
  });
}

/** Runs the server until `stopped` resolves. */
export async function serve(
  db: Database,
  options: { port: number; demo: boolean; stopped: Promise<void> },
): Promise<void> {
  if (options.demo) await loadDemo(db);
  let ready = false;
  const evaluation = async (): Promise<string> => {
    const { clauses, parameters: definitions } = loadPlans();
    const result = await evaluatePlan({
      db: db.owner,
      dictionary: loadDictionary(),
      clauses,
      definitions,
      values: [],
      asOf: today(),
      duties: false,
    });
    return JSON.stringify({
      ...result,
      clauses: result.clauses.map(({ duties: _, ...clause }) => clause),
    });
  };
  const routes: Route[] = [
    {
      path: '/healthz',
      type: 'text/plain; charset=utf-8',
      answer: async () => ({ status: 200, body: 'ok' }),
    },
    {
      path: '/readyz',
      type: 'text/plain; charset=utf-8',
      answer: async () => ({ status: ready ? 200 : 503, body: ready ? 'ready' : 'starting' }),
    },
    {
      path: '/api/plan/evaluation',
      type: 'application/json',
      answer: async () => ({ status: 200, body: await evaluation() }),
    },
  ];
  const http = await serveHttp(options.port, routes);
  await project(db.owner, loadDictionary());
  ready = true;
  message(
    `Zhiben runs: http://127.0.0.1:${http.port}/api/plan/evaluation evaluates all clauses over ${await countFacts(db.app)} facts`,
  );
  message('stop it with Ctrl-C; import facts with: npx zhiben facts import FILE.ndjson');
  await options.stopped;
  await http.close();
}
