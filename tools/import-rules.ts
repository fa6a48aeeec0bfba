// Import rules of the tree (docs/decisions/0004-one-package-with-import-rules.md).
// tests/imports.test.ts seeds violations of each, in every form, and proves that they bite.
import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';
import { slices } from '../src/modules/slices.ts';

const test = '\\.test\\.ts$|^tests/|/cases/';
const npm = '(^|/)node_modules/';
const zod = `${npm}zod/`;
/** Libraries of the browser, by who may take them. */
const pageLibraries = '(react|react-dom|react-router|react-i18next|i18next|@tanstack/react-query)';
const drawingLibraries = '(echarts|zrender|ol)';
const web = '^src/(ui|apps/web|modules/[^/]+/web)/';
const shape = '(model|[a-z-]+-model|contract|[a-z-]+-contract|events)\\.ts$';
/** Doors of a slice: the server's, the desk's and the phone's. */
const webDoor = '^src/modules/[^/]+/web/(index|phone)\\.ts$';
const door = '^src/modules/[^/]+/(index|web/index|web/phone)\\.ts$';

function forbid(
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IForbiddenRuleType {
  return { name, comment, severity: 'error', from, to };
}

const order = slices.map((slice, index) =>
  forbid(
    `order-${slice}`,
    'a slice knows earlier slices only',
    { path: `^src/modules/${slice}/`, pathNot: test },
    { path: `^src/modules/(${slices.slice(index + 1).join('|') || 'none'})/` },
  ),
);

export const forbidden: readonly IForbiddenRuleType[] = [
  forbid(
    'kernel-alone',
    'kernel imports itself and zod only',
    { path: '^src/kernel/', pathNot: test },
    { pathNot: `^src/kernel/|${zod}` },
  ),
  forbid(
    'law-is-data',
    'law imports itself, kernel and zod only; it reads no file',
    { path: '^src/law/', pathNot: test },
    { pathNot: `^src/(law|kernel)/|${zod}` },
  ),
  forbid(
    'platform-knows-no-domain',
    'platform and ui know no slice and no law',
    { path: '^src/(platform|ui)/', pathNot: test },
    { path: '^src/(modules|apps|law)/' },
  ),
  forbid(
    'ui-runs-in-the-browser',
    'ui imports neither platform nor Node',
    { path: '^src/ui/', pathNot: test },
    { path: '^src/platform/' },
  ),
  forbid(
    'ui-without-node',
    'ui imports neither platform nor Node',
    { path: '^src/ui/', pathNot: test },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'rules-are-pure',
    'rules import their own rules and model, kernel and law',
    { path: '^src/modules/([^/]+)/rules/', pathNot: test },
    { pathNot: '^src/modules/$1/(rules/|model\\.ts$)|^src/(kernel|law)/' },
  ),
  forbid(
    'shared-shapes',
    'model, contract and events run on both sides',
    { path: `^src/modules/([^/]+)/${shape}` },
    { pathNot: `^src/modules/$1/(rules/|${shape})|^src/(kernel|law)/|${zod}` },
  ),
  forbid(
    'doors-only',
    "another slice's inside is closed",
    { path: '^src/modules/([^/]+)/' },
    {
      path: '^src/modules/[^/]+/',
      pathNot: `^src/modules/$1/|${door}`,
    },
  ),
  forbid(
    'apps-use-doors',
    'apps import doors only',
    { path: '^src/apps/' },
    { path: '^src/modules/[^/]+/', pathNot: door },
  ),
  ...order,
  forbid(
    'slice-in-order',
    'every slice stands in the order',
    { path: `^src/modules/(?!(${slices.join('|')})/)[^/]+/` },
    { path: '.' },
  ),
  forbid(
    'web-imports-web',
    'web imports what runs on both sides and the web doors of other slices',
    { path: '^src/modules/([^/]+)/web/', pathNot: test },
    {
      path: '^src/',
      pathNot: `^src/modules/$1/(web/|rules/|${shape})|${webDoor}|^src/(ui|kernel|law)/`,
    },
  ),
  forbid(
    'web-app-imports-web',
    'the browser app imports web doors, ui, kernel and law',
    { path: '^src/apps/web/', pathNot: test },
    {
      path: '^src/',
      pathNot: `^src/apps/web/|${webDoor}|^src/(ui|kernel|law)/`,
    },
  ),
  forbid(
    'web-without-node',
    'the browser has no Node module',
    { path: '^src/modules/[^/]+/web/|^src/apps/web/', pathNot: test },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'server-not-web',
    'server files import no web',
    { path: '^src/(platform|modules/[^/]+/(?!web/)|apps/(?!web/))' },
    { path: '^src/(ui/|apps/web/|modules/[^/]+/web/)' },
  ),
  forbid(
    'sql-has-a-home',
    'only stores speak to the database; a service takes the transaction helper',
    { path: '^src/modules/(?![^/]+/(store\\.ts$|store/|service\\.ts$|service/))', pathNot: test },
    { path: '^src/platform/db/' },
  ),
  forbid(
    'service-takes-the-transaction',
    'a service takes the transaction helper only',
    { path: '^src/modules/[^/]+/service(\\.ts$|/)', pathNot: test },
    { path: '^src/platform/db/', pathNot: '^src/platform/db/transaction\\.ts$' },
  ),
  forbid(
    'pg-has-a-home',
    'pg lives in platform/db',
    { pathNot: '^src/platform/db/' },
    { path: `${npm}(@types/)?pg(-copy-streams|-cursor|-pool|-protocol)?/` },
  ),
  forbid(
    'fastify-has-a-home',
    'fastify lives in platform/http',
    { pathNot: '^src/platform/http/' },
    { path: `${npm}@?fastify` },
  ),
  forbid(
    'nats-has-a-home',
    'NATS lives in platform/stream',
    { pathNot: '^src/platform/stream/|^node_modules/' },
    { path: `${npm}@nats-io/` },
  ),
  forbid(
    'libraries-have-a-home',
    'a library is wrapped by platform; zod alone is everybody’s',
    { path: '^src/(modules/[^/]+/(?!web/)|apps/(?!web/))', pathNot: test },
    { path: npm, pathNot: zod },
  ),
  forbid(
    'page-libraries-have-a-home',
    'react and its kin live in ui, web and the browser app',
    { pathNot: `${web}|^tests/e2e/browser/|^tools/|^node_modules/` },
    { path: `${npm}(@types/)?${pageLibraries}/` },
  ),
  forbid(
    'drawing-libraries-have-a-home',
    'charts and maps are drawn by ui, which loads their libraries when they are shown',
    { pathNot: '^src/ui/' },
    { path: `${npm}${drawingLibraries}/` },
  ),
  forbid(
    'web-takes-browser-libraries',
    'what runs in the browser takes libraries of the browser, and zod',
    { path: web, pathNot: test },
    { path: npm, pathNot: `${npm}((@types/)?${pageLibraries}|${drawingLibraries}|qr|zod)/` },
  ),
  forbid(
    'declared-libraries',
    'production imports what package.json declares as a dependency',
    { path: '^(src|bin)/', pathNot: test },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  ),
  forbid(
    'nothing-imports-apps',
    'apps are the top',
    { pathNot: '^src/apps/|^tests/|^bench/|^bin/|^tools/' },
    { path: '^src/apps/' },
  ),
  forbid(
    'no-tests-in-production',
    'production imports no test',
    { path: '^(src|bin|tools)/', pathNot: test },
    { path: test },
  ),
  forbid('no-cycles', 'no cycle of files', { pathNot: '^tests/oracle/' }, { circular: true }),
  forbid('resolvable', 'every import resolves', {}, { couldNotResolve: true }),
];

export const options = {
  doNotFollow: { path: 'node_modules' },
  tsPreCompilationDeps: true,
  parser: 'swc',
  enhancedResolveOptions: {
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'types', 'default'],
  },
};
