import { day, flag, grade, int, list, num, obj, standardFile, text } from '../shape.ts';

/** A measured point (测点) with its alarm limits. */
const point = obj({
  code: text,
  name: text,
  unit: text,
  kind: text,
  class: text,
  confidence: grade,
  basis: text.optional(),
  alarm: text.optional(),
  defaultThreshold: obj({
    high: int,
    highHigh: int,
    basis: text,
    low: int.optional(),
  }).optional(),
  limit: int.optional(),
  shortTermLimit: int.optional(),
  range: list(num).optional(),
  appliesTo: text.optional(),
  note: text.optional(),
});

const rule = obj({ code: text, when: text, level: text, action: list(text), confidence: text });

/** Monitoring and early warning of trade (工贸监测预警). */
export const tradeMonitoring = standardFile({
  systems: list(
    obj({
      code: text,
      name: text,
      basis: text,
      issued: text,
      modules: list(text),
      ends: list(text).optional(),
      enterpriseFunctions: list(text).optional(),
      goal: obj({ date: day, text: text }).optional(),
      confidence: grade,
      milestones: list(obj({ date: day, text: text })).optional(),
    }),
  ),
  parameterClasses: list(obj({ code: text, name: text, rule: text, confidence: text })),
  deepWellCasting: obj({
    unit: text,
    points: list(point),
    rules: list(rule),
    startPermit: text,
  }),
  dust: obj({
    unit: text,
    points: list(point),
    rules: list(rule),
  }),
  ammonia: obj({
    points: list(point),
  }),
  gasCO: obj({
    points: list(point),
  }),
  confinedSpace: obj({
    points: list(point),
    retestAfterBreakMinutes: int,
    testBeforeEntryMinutes: int,
  }),
  headcount: list(
    obj({
      place: text,
      limit: int.nullable().optional(),
      exceed: text.optional(),
      basis: text.optional(),
      confidence: text,
      definition: text.optional(),
      keyThreshold: list(int).optional(),
      note: text.optional(),
    }),
  ),
  alarmRules: obj({
    types: list(text),
    debounce: obj({ onSeconds: int, offSeconds: int, deadbandPercent: int, confidence: text }),
    suppress: list(text),
    lifecycle: list(text),
    falseAlarmReasons: list(text),
    confidence: text,
  }),
  warningLevels: list(
    obj({
      code: text,
      name: text,
      meaning: text,
      enterpriseAckMin: int,
      enterpriseDisposeMin: int,
      notify: list(text),
      escalateIfNoAckMin: int,
      onSiteCheckHours: int.optional(),
      confidence: text,
    }),
  ),
  warningColoursSeen: list(text),
  warningColoursSeenSource: text,
  offline: obj({
    states: list(text),
    heartbeatSeconds: int,
    offlineAfterSeconds: int,
    bufferedUploadHours: int,
    onlineRateTargetPercent: int,
    confidence: text,
  }),
  electricity: obj({
    inputs: list(obj({ code: text, name: text, unit: text })),
    interval: text,
    baseline: obj({ idle: text, running: text, threshold: text }),
    rules: list(obj({ code: text, name: text, when: text, result: text, level: text })),
    caution: text,
    confidence: grade,
  }),
  dataIntake: obj({
    required: list(text),
    clock: text,
    frequency: obj({ analogSeconds: list(int), stateOnChange: flag, videoOnDemand: flag }),
    retention: obj({ raw: text, alarms: text }),
    idempotency: text,
    integrity: list(text),
    confidence: text,
  }),
});
