import { expect } from 'vitest';
import type { Caller, LiveCity } from '../../src/modules/identity/index.ts';

/** A blue risk with a daily measure, a red one with a measure of every shift, both at one place. */
export async function withMeasures(
  city: LiveCity,
  manager: Caller,
  enterprise: string,
): Promise<{ measure: string; red: string }> {
  const fact = (type: string, record: string, set: object) => ({
    ...{ type, record, at: '2026-11-01', set: { enterprise, ...set } },
  });
  const named = { place: '测试点位', class: 'emergency', ownerRole: 'teamLeader' };
  const stated = await city.state(
    manager,
    [
      fact('riskItem', 'T-R1', { name: '灭火器', identifiedOn: '2026-11-01', level: 'blue' }),
      fact('riskItem', 'T-R2', { name: '反应釜', identifiedOn: '2026-11-01', level: 'red' }),
      fact('controlMeasure', 'T-M1', {
        ...named,
        text: '灭火器完好',
        riskItem: 'T-R1',
        checkEvery: 'day',
      }),
      fact('controlMeasure', 'T-M2', {
        ...named,
        text: '联锁投用',
        riskItem: 'T-R2',
        checkEvery: 'shift',
      }),
    ],
    { by: 'risk' },
  );
  expect(stated).toMatchObject({ ok: true });
  return { measure: 'T-M1', red: 'T-M2' };
}
