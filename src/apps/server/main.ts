import { countFacts, countRecords } from '../../modules/ledger/index.ts';
import { loadDictionary, loadPlans } from '../../modules/plan/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Route } from '../../platform/http/index.ts';
import { serveHttp } from '../../platform/http/index.ts';
import { message } from '../cli/usage.ts';
import type { DemoHeld } from './demo-city.ts';
import { DEMO_SCALE, demoHeld, loadDemo } from './demo-city.ts';
import { Evaluations } from './evaluations.ts';
import { frontPage } from './page.ts';

export interface ServeOptions {
  readonly port: number;
  readonly demo: boolean;
  readonly stopped: Promise<void>;
}

/** What the routes answer from. */
interface Running {
  readonly db: Database;
  readonly evaluations: Evaluations;
  demo: DemoHeld;
  loading: boolean;
}

/** Runs the server until `stopped` resolves. The port is open while the demo city is loaded. */
export async function serve(db: Database, options: ServeOptions): Promise<void> {
  let stopping = false;
  const stopped = options.stopped.then(() => {
    stopping = true;
  });
  const running: Running = {
    db,
    evaluations: new Evaluations(db, () => running.demo !== 'none'),
    demo: await demoHeld(db),
    loading: options.demo,
  };
  const http = await serveHttp(options.port, routes(running));
  try {
    const address = `http://127.0.0.1:${http.port}/`;
    if (options.demo) {
      running.demo = await loadDemo(db, { scale: DEMO_SCALE, stopping: () => stopping });
      running.loading = false;
    }
    if (stopping) return;
    message(`治本已启动 Zhiben runs: ${address} (${await countFacts(db.app)} facts)`);
    message('按 Ctrl-C 停止 (stop with Ctrl-C)');
    message('导入事实 (import facts): npx zhiben facts import FILE.ndjson');
    await stopped;
  } finally {
    await running.evaluations.stop();
    await http.close();
  }
}

function routes(running: Running): Route[] {
  const text = 'text/plain; charset=utf-8' as const;
  const ready = (): boolean => !running.loading;
  return [
    { path: '/healthz', type: text, answer: async () => ({ status: 200, body: 'ok' }) },
    {
      path: '/readyz',
      type: text,
      answer: async () =>
        ready() ? { status: 200, body: 'ready' } : { status: 503, body: 'loading' },
    },
    {
      path: '/',
      type: 'text/html; charset=utf-8',
      answer: async () => ({ status: 200, body: await page(running) }),
    },
    {
      path: '/api/plan/evaluation',
      type: 'application/json',
      answer: async () =>
        ready()
          ? { status: 200, body: await figuresOf(running.evaluations) }
          : { status: 503, body: JSON.stringify({ code: 'loading', status: 503 }) },
    },
  ];
}

async function page({ db, demo, loading, evaluations }: Running): Promise<string> {
  const names = new Map(loadDictionary().records.map((each) => [each.type, each]));
  const records = [...(await countRecords(db.app))].map(([type, count]) => ({
    type,
    name: names.get(type)?.zh ?? '',
    count,
  }));
  const figures = loading ? null : await evaluations.ready();
  if (!loading && !figures) evaluations.begin();
  return frontPage({
    demo,
    loading,
    facts: await countFacts(db.app),
    records,
    clauses: loadPlans().clauses.length,
    figures,
  });
}

async function figuresOf(evaluations: Evaluations): Promise<string> {
  const { evaluation } = await evaluations.current();
  const clauses = evaluation.clauses.map(({ duties: _, ...clause }) => clause);
  return JSON.stringify({ ...evaluation, clauses });
}
