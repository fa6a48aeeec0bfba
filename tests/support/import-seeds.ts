/** An import and, where it is forbidden, the rule that must find it. Every `from` is another file. */
export interface Seed {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

const seed = (rule: string, from: string, to: string): Seed => ({ rule, from, to });

const kernel = 'src/kernel/calendar.ts';
const law = 'src/law/records/model.ts';
const db = 'src/platform/db/index.ts';
const ui = 'src/ui/button.ts';
const plan = 'src/modules/plan';
const ledger = 'src/modules/ledger';

/** The forbidden directions of the style anchors, rule by rule. */
export const seeds: readonly Seed[] = [
  seed('kernel-alone', 'src/kernel/to-law.ts', law),
  seed('kernel-alone', 'src/kernel/to-platform.ts', db),
  seed('kernel-alone', 'src/kernel/to-module.ts', `${plan}/index.ts`),
  seed('kernel-alone', 'src/kernel/to-node.ts', 'node:fs'),
  seed('kernel-alone', 'src/kernel/to-library.ts', 'pg'),
  seed('law-is-data', 'src/law/to-platform.ts', db),
  seed('law-is-data', 'src/law/to-module.ts', `${plan}/index.ts`),
  seed('law-is-data', 'src/law/to-node.ts', 'node:fs'),
  seed('law-is-data', 'src/law/to-library.ts', 'fastify'),
  seed('platform-knows-no-domain', 'src/platform/to-module.ts', `${plan}/index.ts`),
  seed('platform-knows-no-domain', 'src/platform/to-law.ts', law),
  seed('platform-knows-no-domain', 'src/platform/to-app.ts', 'src/apps/cli/main.ts'),
  seed('platform-knows-no-domain', 'src/ui/to-module.ts', `${plan}/web/index.ts`),
  seed('platform-knows-no-domain', 'src/ui/to-app.ts', 'src/apps/web/main.ts'),
  seed('ui-runs-in-the-browser', 'src/ui/to-platform.ts', db),
  seed('ui-without-node', 'src/ui/to-node.ts', 'node:path'),
  seed('rules-are-pure', `${plan}/rules/to-store.ts`, `${plan}/store.ts`),
  seed('rules-are-pure', `${plan}/rules/to-service.ts`, `${plan}/service.ts`),
  seed('rules-are-pure', `${plan}/rules/to-platform.ts`, db),
  seed('rules-are-pure', `${plan}/rules/to-node.ts`, 'node:crypto'),
  seed('rules-are-pure', `${plan}/rules/to-library.ts`, 'zod'),
  seed('rules-are-pure', `${plan}/rules/to-slice.ts`, `${ledger}/index.ts`),
  seed('shared-shapes', `${plan}/model.ts`, `${plan}/store.ts`),
  seed('shared-shapes', `${plan}/contract.ts`, `${plan}/service.ts`),
  seed('shared-shapes', `${plan}/events.ts`, `${plan}/web/page.ts`),
  seed('shared-shapes', `${ledger}/model.ts`, db),
  seed('shared-shapes', `${ledger}/contract.ts`, ui),
  seed('shared-shapes', `${ledger}/events.ts`, 'node:fs'),
  seed('web-imports-web', `${plan}/web/to-store.ts`, `${plan}/store.ts`),
  seed('web-imports-web', `${plan}/web/to-door.ts`, `${plan}/index.ts`),
  seed('web-imports-web', `${plan}/web/to-load.ts`, `${plan}/load.ts`),
  seed('web-imports-web', `${plan}/web/to-platform.ts`, db),
  seed('web-imports-web', `${plan}/web/to-slice.ts`, `${ledger}/index.ts`),
  seed('doors-only', `${plan}/web/to-phone-page.ts`, `${ledger}/web/page.ts`),
  seed('web-without-node', `${plan}/web/to-node.ts`, 'node:fs'),
  seed('web-without-node', 'src/apps/web/to-node.ts', 'node:fs'),
  seed('web-app-imports-web', 'src/apps/web/to-door.ts', `${plan}/index.ts`),
  seed('web-app-imports-web', 'src/apps/web/to-platform.ts', db),
  seed('server-not-web', `${plan}/listeners.ts`, `${plan}/web/page.ts`),
  seed('server-not-web', `${plan}/routes.ts`, ui),
  seed('server-not-web', 'src/apps/server/to-web.ts', `${plan}/web/index.ts`),
  seed('server-not-web', 'src/platform/http/to-ui.ts', ui),
  seed('doors-only', `${plan}/to-inside.ts`, `${ledger}/model.ts`),
  seed('doors-only', `${plan}/store/to-inside.ts`, `${ledger}/store.ts`),
  seed('apps-use-doors', 'src/apps/cli/to-inside.ts', `${plan}/model.ts`),
  seed('apps-use-doors', 'src/apps/server/to-store.ts', `${plan}/store.ts`),
  seed('order-ledger', `${ledger}/to-later.ts`, `${plan}/index.ts`),
  seed('order-records', 'src/modules/records/to-later.ts', `${plan}/index.ts`),
  seed('order-plan', `${plan}/to-later.ts`, 'src/modules/demo/index.ts'),
  seed('slice-in-order', 'src/modules/unlisted/model.ts', kernel),
  seed('sql-has-a-home', `${plan}/intake.ts`, db),
  seed('sql-has-a-home', `${plan}/cli.ts`, db),
  seed('sql-has-a-home', `${plan}/index.ts`, db),
  seed('service-takes-the-transaction', `${ledger}/service.ts`, db),
  seed('service-takes-the-transaction', `${ledger}/service/one.ts`, 'src/platform/db/copy.ts'),
  seed('pg-has-a-home', `${ledger}/store.ts`, 'pg'),
  seed('pg-has-a-home', 'src/apps/cli/to-pg.ts', 'pg-copy-streams'),
  seed('fastify-has-a-home', 'src/apps/server/main.ts', 'fastify'),
  seed('nats-has-a-home', 'src/platform/http/to-nats.ts', '@nats-io/transport-node'),
  seed('page-libraries-have-a-home', `${plan}/service/view.ts`, 'react'),
  seed('page-libraries-have-a-home', 'src/kernel/to-router.ts', 'react-router'),
  seed('page-libraries-have-a-home', 'src/platform/http/to-query.ts', '@tanstack/react-query'),
  seed('drawing-libraries-have-a-home', `${plan}/web/chart.tsx`, 'echarts'),
  seed('drawing-libraries-have-a-home', 'src/apps/web/map.tsx', 'ol'),
  seed('web-takes-browser-libraries', `${plan}/web/sheet.tsx`, 'fast-check'),
  seed('web-takes-browser-libraries', 'src/ui/sheet.tsx', 'fast-check'),
  seed('web-imports-web', `${plan}/web/parts.tsx`, `${plan}/store.ts`),
  seed('ui-runs-in-the-browser', 'src/ui/table.tsx', db),
  seed('libraries-have-a-home', `${ledger}/to-library.ts`, 'fast-check'),
  seed('declared-libraries', 'src/platform/to-tool.ts', 'fast-check'),
  seed('nothing-imports-apps', `${plan}/to-app.ts`, 'src/apps/cli/main.ts'),
  seed('no-tests-in-production', 'src/platform/to-test.ts', 'src/platform/some.test.ts'),
  seed('no-tests-in-production', `${plan}/to-case.ts`, `${plan}/rules/cases/one.ts`),
];

const fine = (from: string, to: string): Seed => seed('', from, to);

/** The directions that must stay open. */
export const allowed: readonly Seed[] = [
  fine('src/kernel/result.ts', 'zod'),
  fine('src/law/plans/model.ts', 'src/kernel/result.ts'),
  fine('src/law/records/lookup.ts', 'src/law/records/model.ts'),
  fine('src/law/standards/one.ts', 'zod'),
  fine('src/platform/db/pool.ts', 'pg'),
  fine('src/platform/http/server.ts', 'fastify'),
  fine('src/platform/db/files.ts', 'node:fs'),
  fine('src/ui/table.ts', 'src/kernel/result.ts'),
  fine(`${plan}/rules/judge.ts`, `${plan}/model.ts`),
  fine(`${plan}/rules/more.ts`, law),
  fine(`${plan}/rules/moment.ts`, kernel),
  fine(`${plan}/contract.ts`, `${plan}/rules/more.ts`),
  fine(`${plan}/events.ts`, 'zod'),
  fine(`${plan}/store/read.ts`, db),
  fine(`${plan}/store/other.ts`, `${ledger}/index.ts`),
  fine(`${plan}/service.ts`, 'src/platform/db/transaction.ts'),
  fine(`${plan}/service/one.ts`, `${plan}/store/read.ts`),
  fine(`${plan}/load.ts`, 'node:fs'),
  fine(`${plan}/web/page.ts`, `${plan}/rules/judge.ts`),
  fine(`${plan}/web/parts.ts`, ui),
  fine(`${plan}/web/page.tsx`, 'react'),
  fine('src/ui/shell.tsx', 'react-router'),
  fine('src/ui/chart.tsx', 'echarts'),
  fine('src/ui/map.tsx', 'ol'),
  fine('src/apps/web/start.tsx', 'react-router'),
  fine('src/apps/web/phone.tsx', `${plan}/web/phone.ts`),
  fine(`${plan}/web/list.tsx`, 'src/ui/ledger.tsx'),
  fine(`${plan}/web/queries.ts`, `${ledger}/web/index.ts`),
  fine('src/apps/cli/main.ts', `${plan}/index.ts`),
  fine('src/apps/server/main.ts', db),
  fine('src/apps/web/main.ts', `${plan}/web/index.ts`),
];
