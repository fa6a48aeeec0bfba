// Import rules of the tree (docs/decisions/0002-one-package-with-import-rules.md).
// tests/imports.test.ts seeds a violation of each rule and proves that it bites.
const slices = ['ledger', 'records', 'installations', 'plan', 'demo'];
const test = '\\.test\\.ts$|^tests/|/cases/';
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbid(
      'kernel-alone',
      'kernel imports itself and zod only',
      { path: '^src/kernel/', pathNot: test },
      { pathNot: '^src/kernel/|^node_modules/zod/' },
    ),
    forbid(
      'law-is-data',
      'law imports itself, kernel and zod only',
      { path: '^src/law/', pathNot: test },
      { pathNot: '^src/(law|kernel)/|^node_modules/zod/' },
    ),
    forbid(
      'platform-knows-no-domain',
      'platform and ui know no slice',
      { path: '^src/(platform|ui)/' },
      { path: '^src/(modules|apps|law)/' },
    ),
    forbid(
      'ui-not-platform',
      'ui runs in the browser',
      { path: '^src/ui/' },
      { path: '^src/platform/' },
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
      { path: '^src/modules/[^/]+/(model|contract|events)\\.ts$' },
      {
        path: '^src/(platform|apps|ui)/|/(store|service|routes|intake|listeners|cli)\\.ts$|/(store|service|web)/',
      },
    ),
    forbid(
      'shared-shapes-no-node',
      'model, contract, events and rules use no Node module',
      { path: '^src/modules/[^/]+/((model|contract|events)\\.ts$|rules/)', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'doors-only',
      "another slice's inside is closed",
      { path: '^src/modules/([^/]+)/' },
      {
        path: '^src/modules/([^/]+)/',
        pathNot: '^src/modules/$1/|^src/modules/[^/]+/(web/)?index\\.ts$',
      },
    ),
    forbid(
      'apps-use-doors',
      'apps import doors only',
      { path: '^src/apps/' },
      { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/(web/)?index\\.ts$' },
    ),
    ...slices.map((slice, index) =>
      forbid(
        `order-${slice}`,
        'a slice knows earlier slices only',
        { path: `^src/modules/${slice}/`, pathNot: test },
        { path: `^src/modules/(${slices.slice(index + 1).join('|') || 'none'})/` },
      ),
    ),
    forbid(
      'slice-in-order',
      'every slice stands in the order',
      { path: `^src/modules/(?!(${slices.join('|')})/)` },
      { path: '.' },
    ),
    forbid(
      'web-not-server',
      'web imports no server file and no Node module',
      { path: '^src/modules/[^/]+/web/|^src/apps/web/' },
      { path: '^src/platform/|/(store|service|routes|intake|listeners|cli)(/|\\.ts$)' },
    ),
    forbid(
      'server-not-web',
      'server files import no web',
      { path: '^src/modules/[^/]+/(?!web/)|^src/apps/(?!web/)' },
      { path: '^src/ui/|/web/' },
    ),
    forbid(
      'sql-has-a-home',
      'only stores speak to the database',
      {
        path: '^src/modules/(?![^/]+/(store\\.ts$|store/))',
        pathNot: `${test}|/service(\\.ts$|/)|/cli(\\.ts$|/)|/index\\.ts$`,
      },
      { path: '^src/platform/db/' },
    ),
    forbid(
      'pg-has-a-home',
      'pg lives in platform/db',
      { pathNot: '^src/platform/db/' },
      { path: '(^|/)node_modules/(@types/)?pg(-copy-streams)?/' },
    ),
    forbid(
      'fastify-has-a-home',
      'fastify lives in platform/http',
      { pathNot: '^src/platform/http/' },
      { path: '(^|/)node_modules/fastify/' },
    ),
    forbid(
      'nothing-imports-apps',
      'apps are the top',
      { pathNot: '^src/apps/|^tests/|^bench/|^bin/' },
      { path: '^src/apps/' },
    ),
    forbid(
      'no-tests-in-production',
      'production imports no test',
      { path: '^src/', pathNot: test },
      { path: test },
    ),
    forbid('no-cycles', 'no cycle of files', { pathNot: '^tests/oracle/' }, { circular: true }),
    forbid('resolvable', 'every import resolves', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
