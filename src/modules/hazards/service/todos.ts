import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { LiveCity } from '../../identity/index.ts';
import { keysOf, type StepSource, type StepTodo, Tasks } from '../../tasks/index.ts';
import { acts, type Values } from '../model.ts';
import { nextDeadline } from '../rules/deadline.ts';
import { nextStep } from '../rules/next.ts';
import { type OpenRecord, openHazards } from '../store/next.ts';
import { settingOf, stageOf } from './common.ts';

const LONGEST = 30;
const short = (text: string): string =>
  [...text].length <= LONGEST ? text : `${[...text].slice(0, LONGEST - 1).join('')}…`;
const NO_TEXT: Bilingual = { zh: '隐患', en: 'a hazard' };

function todoOf(city: LiveCity, record: OpenRecord): StepTodo | null {
  const { id, stage, enterprise, county, lines, note, ...values } = record;
  const hazard = { stage: stageOf(stage), values: values as Values, steps: [] };
  const next = nextStep(hazard);
  const place = next?.side === 'enterprise' ? enterprise : county;
  if (!next || place === null) return null;
  const owner = next.side === 'enterprise' ? `e:${place}` : `d:${place}`;
  const { calendar, settings } = settingOf(city);
  const text = note ? { zh: short(note), en: short(note) } : NO_TEXT;
  return {
    ...{ id, step: next.act, owner, keys: keysOf(owner, lines), roles: next.roles },
    object: {
      zh: `${acts[next.act].zh}：${text.zh}`,
      en: `Hazard, ${acts[next.act].en}: ${text.en}`,
    },
    link: `/hazards/${encodeURIComponent(id)}`,
    due: nextDeadline(hazard, calendar, settings)?.day ?? null,
  };
}

/** Next steps of hazards, for the inbox of whoever takes them. */
export const hazardSteps = (city: LiveCity): StepSource => ({
  type: 'hazard',
  wanted: async (client, _, ids) => {
    const records = await openHazards(client, ids);
    return records.flatMap((record) => todoOf(city, record) ?? []);
  },
});

/** The to-do of a step ends with it, and the next one is there. */
export function stepTaken(city: LiveCity, id: string, by: string): Promise<void> {
  return Tasks.of(city).board.stepTaken('hazard', id, by);
}
