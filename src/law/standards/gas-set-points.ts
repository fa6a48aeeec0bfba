import type { Bilingual } from '../../kernel/endpoint.ts';

/** Limits of a gas detector in the unit that it measures in; a side that is left out has none. */
export interface SetPoints {
  readonly highHigh?: number;
  readonly high?: number;
  readonly low?: number;
}

/** GB/T 50493-2019, 5.5.2: the first level is `high`, the second `highHigh`. */
export const gasSetPointsSource: {
  readonly confidence: 'verified';
  readonly text: Bilingual;
} = {
  confidence: 'verified',
  text: { zh: 'GB/T 50493-2019 第5.5.2条', en: 'GB/T 50493-2019, 5.5.2' },
};

/**
 * Alarm set points of gas detectors (气体报警设定值) by quantity and unit: at most these, for oxygen
 * these.
 * A toxic gas in ppm or mg/m³ has none here: its share of the OEL depends on the substance.
 */
export const gasSetPoints: Readonly<Record<string, Readonly<Record<string, SetPoints>>>> = {
  gasCombustible: {
    '%LEL': { high: 25, highHigh: 50 },
    LEL·m: { high: 1, highHigh: 2 },
  },
  gasToxic: { '%OEL': { high: 100, highHigh: 200 } },
  oxygen: {
    '%VOL': { high: 23.5, low: 19.5 },
    '%': { high: 23.5, low: 19.5 },
  },
};
