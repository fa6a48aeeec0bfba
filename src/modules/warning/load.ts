import { must } from '../../kernel/result.ts';
import { monitoringHazchem } from '../../law/standards/shapes/monitoring-hazchem.ts';
import { readStandards } from '../plan/index.ts';
import { settingsFrom, type WarningSettings } from './rules/settings.ts';

type Filed = ReturnType<typeof monitoringHazchem.parse>['warningGrades'];

let shipped: { readonly settings: WarningSettings; readonly filed: Filed } | null = null;

/** What the file says of grades, and the settings made of it; read once. */
export function warningSettings(): {
  readonly settings: WarningSettings;
  readonly filed: Filed;
} {
  shipped ??= load();
  return shipped;
}

function load() {
  const read = readStandards();
  const { files } = must(read.ok ? read.value : null, 'the standards that ship are sound');
  const filed = monitoringHazchem.parse(files.get('monitoring-hazchem.json')).warningGrades;
  return { filed, settings: settingsFrom(filed.timeLimits.rows) };
}
