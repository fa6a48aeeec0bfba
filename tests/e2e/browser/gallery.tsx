// Every part of the kit on pages of its own, for the checks of tests/e2e/kit.e2e.ts.
import '../../../src/ui/shell/ui.css';
import type { ReactElement } from 'react';
import { groups, placed } from '../../../src/apps/web/groups.ts';
import { startApp } from '../../../src/ui/app.tsx';
import type { PageDefinition } from '../../../src/ui/page.ts';
import { ChartsPage, MapPage } from './gallery-drawings.tsx';
import { FormPage } from './gallery-form.tsx';
import { LedgerPage } from './gallery-ledger.tsx';
import { FailingPage, PartsPage, WrongPage } from './gallery-parts.tsx';

const page = (
  path: string,
  zh: string,
  component: () => ReactElement,
  more: Partial<PageDefinition> = {},
): PageDefinition => ({
  path,
  title: { zh, en: `Page ${path.slice(1)}` },
  roles: ['leader'],
  menu: { group: 'plan', order: 1 },
  load: async () => ({ page: component }),
  ...more,
});

const pages: readonly PageDefinition[] = [
  page('/parts', '零件', PartsPage),
  page('/ledger', '台账', LedgerPage),
  page('/form', '表单', FormPage, { menu: { group: 'enterprises', order: 1 } }),
  page('/charts', '图表', ChartsPage),
  page('/map', '一张图', MapPage, { menu: { group: 'map', order: 1 } }),
  page('/wall', '大屏', ChartsPage, { theme: 'cockpit', menu: { group: 'map', order: 2 } }),
  page('/failing', '出错', FailingPage),
  page('/wrong', '样样都错', WrongPage),
  page('/closed', '无权', PartsPage, { roles: ['auditAdmin'] }),
  { ...page('/search', '搜索', PartsPage), menu: { group: 'service', order: 2 } },
  page('/feedback', '投诉建议', PartsPage, {
    roles: 'anyone',
    menu: { group: 'service', order: 1 },
  }),
];

const session = {
  user: 'u1',
  name: '张三',
  roles: ['leader'],
  roleWords: [{ zh: '分管领导', en: 'Leader in charge' }],
  scopeWords: { zh: '曹县（含乡镇）', en: 'Caoxian with its townships' },
};

function SignIn(props: { readonly onDone: () => void }): ReactElement {
  return (
    <button type="button" onClick={props.onDone}>
      {'登录'}
    </button>
  );
}

startApp({
  pages,
  groups,
  placed,
  status: async () => ({
    ready: true,
    phase: 'ready',
    done: 0,
    all: 0,
    facts: 0,
    demo: true,
    today: '2026-06-30',
    firstDay: '2024-01-01',
    counting: null,
  }),
  session: { load: async () => session, signOut: async () => undefined },
  SignIn,
});
