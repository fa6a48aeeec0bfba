import '../../ui/shell/ui.css';
import { system } from '../../modules/identity/web/phone.ts';
import { watchForms } from '../../ui/form/form-time.ts';
import { startPhone } from '../../ui/phone/app.tsx';
import type { PhoneDoor } from '../../ui/phone/phone-page.ts';

/** The phone door of every slice that has one; the desk's doors are not loaded with it. */
const doors = Object.values(
  import.meta.glob<PhoneDoor>('../../modules/*/web/phone.ts', { eager: true }),
);

if (!('old' in document.documentElement.dataset)) {
  watchForms();
  startPhone({
    pages: doors.flatMap(({ phonePages }) => phonePages ?? []),
    parts: doors.flatMap(({ todayParts }) => todayParts ?? []),
    packages: doors.flatMap(({ phonePackages }) => phonePackages ?? []),
    ...system,
  });
}
