import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { LiveCity } from '../../identity/index.ts';
import { keysOf, type StepSource, type StepTodo, Tasks } from '../../tasks/index.ts';
import { type Act, acts, type Values } from '../model.ts';
import { nextDeadline } from '../rules/deadline.ts';
import { nextStep } from '../rules/next.ts';
import { type OpenRecord, openHazards } from '../store/next.ts';
import { settingOf, stageOf } from './common.ts';

/** What is to be done, as an inbox says it. */
const TO_DO: Readonly<Partial<Record<Act, Bilingual>>> = {
  judge: { zh: '判定隐患', en: 'Judge the hazard' },
  assign: { zh: '下达整改', en: 'Assign the hazard' },
  control: { zh: '落实管控', en: 'Control the hazard' },
  rectify: { zh: '整改隐患', en: 'Rectify the hazard' },
  verify: { zh: '复查验收', en: 'Verify the hazard' },
  close: { zh: '销号', en: 'Close the hazard' },
};
const LONGEST = 30;
const short = (text: string): string =>
  [...text].length <= LONGEST ? text : `${[...text].slice(0, LONGEST - 1).join('')}…`;
const NO_TEXT: Bilingual = { zh: '隐患', en: 'a hazard' };

function todoOf(city: LiveCity, record: OpenRecord): StepTodo | null {
  const { id, stage, enterprise, county, lines, chain, note, ...values } = record;
  const hazard = { stage: stageOf(stage), values: values as Values, steps: [] };
  const next = nextStep(hazard);
  const place = next?.side === 'enterprise' ? enterprise : county;
  if (!next || place === null) return null;
  const owner = next.side === 'enterprise' ? `e:${place}` : `d:${place}`;
  const { calendar, settings } = settingOf(city, chain);
  const words = TO_DO[next.act] ?? acts[next.act];
  const text = note ? { zh: short(note), en: short(note) } : NO_TEXT;
  return {
    ...{ id, step: next.act, owner, keys: keysOf(owner, lines), roles: next.roles },
    object: {
      zh: `${words.zh}：${text.zh}`,
      en: `${words.en}: ${text.en}`,
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
