import { type CrossFigures, crossFigures } from '../../law/standards/cross-rules.ts';

/** Tests in a browser wait seconds. */
const SECONDS = Number(process.env.ZHIBEN_DEMO_WINDOWS ?? Number.POSITIVE_INFINITY);

/** Silence is judged after minutes (离线判定); a walk in a browser asks for seconds. */
export const demoSilentMs =
  1000 * Number(process.env.ZHIBEN_DEMO_SILENCE ?? Number.POSITIVE_INFINITY);

const short = <T extends { window: number; off: number }>(
  rule: T,
  window: number,
  off: number,
) => ({
  ...rule,
  window: Math.min(window, SECONDS),
  off: Math.min(off, SECONDS),
});

const { covertProduction, falseOffline, occupancy, occupancyPossible } = crossFigures;

/** The made-up city waits minutes, not half an hour, for a rule across signals (演示缩短时间窗). */
export const demoFigures: CrossFigures = {
  ...crossFigures,
  covertProduction: short(covertProduction, 120, 60),
  falseOffline: short(falseOffline, 60, 60),
  occupancy: short(occupancy, occupancy.window, occupancy.off),
  occupancyPossible: short(occupancyPossible, 60, 60),
};
