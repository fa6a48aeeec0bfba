import { must } from '../../kernel/result.ts';
import { tradeMonitoring } from '../../law/standards/shapes/trade-monitoring.ts';
import { readStandards } from '../plan/index.ts';
import { alarmParametersOf } from './rules/in-force.ts';
import { type AlarmSettings, settingsFrom } from './rules/settings.ts';

let shipped: AlarmSettings | null = null;

/** Time limits as they ship; read once. */
export function alarmSettings(): AlarmSettings {
  shipped ??= load();
  return shipped;
}

/** The parameters by which alarms go. */
export const alarmParameters = (): readonly string[] => alarmParametersOf(alarmSettings());

function load(): AlarmSettings {
  const read = readStandards();
  const { files } = must(read.ok ? read.value : null, 'the standards that ship are sound');
  return settingsFrom(tradeMonitoring.parse(files.get('trade-monitoring.json')).warningLevels);
}
