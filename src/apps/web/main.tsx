import '../../ui/shell/ui.css';
import { system } from '../../modules/identity/web/index.ts';
import { startApp } from '../../ui/app.tsx';
import { watchForms } from '../../ui/form/form-time.ts';
import type { PageDefinition } from '../../ui/page.ts';
import { groups, placed } from './groups.ts';

/** The browser door of every slice that has one: what it registers is there without more ado. */
interface WebDoor {
  readonly pages?: readonly PageDefinition[];
}

const doors = Object.values(
  import.meta.glob<WebDoor>('../../modules/*/web/index.ts', { eager: true }),
);

if (!('old' in document.documentElement.dataset)) {
  watchForms();
  startApp({
    pages: doors.flatMap(({ pages }) => pages ?? []),
    groups,
    placed,
    ...system,
  });
}
