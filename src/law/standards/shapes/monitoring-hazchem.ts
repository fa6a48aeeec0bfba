import { flag, grade, int, list, map, num, obj, standardFile, text } from '../shape.ts';

/** Monitoring and alarms of hazchem installations (监测预警). */
export const monitoringHazchem = standardFile({
  law: list(obj({ article: text, duty: text })),
  sensorKinds: list(
    obj({
      code: text,
      name: text,
      unit: text,
      targets: list(text),
      limits: list(text).optional(),
      interlock: text.optional(),
    }),
  ),
  alarmTypes: list(obj({ code: int, id: text, name: text })),
  alarmLogic: obj({ confidence: grade, rules: list(text) }),
  gasAlarmSetPoints: obj({
    standard: text,
    rows: list(
      obj({
        kind: text,
        level: text.optional(),
        op: text,
        value: num,
        unit: text,
        fallback: text.optional(),
      }),
    ),
    validation: text,
  }),
  warningGrades: obj({
    levels: list(obj({ grade: text, name: text, meaning: text })),
    responsibility: text,
    timeLimits: obj({
      confidence: text,
      note: text,
      rows: list(
        obj({ grade: text, enterpriseFeedbackMin: int, verifyHours: int, escalateTo: text }),
      ),
    }),
    modelIndicators: list(text),
    modelSource: text,
  }),
  onlineRules: obj({
    confidence: text,
    offline: obj({ gatewayMin: int, pointMin: int }),
    deadValueHours: int,
    offlineReasonRequired: flag,
    alarmFlow: list(text),
    alarmStatusSeen: map(text),
  }),
  sampling: obj({
    confidence: text,
    realtimeIntervalSec: obj({ process: int, gas: int, default: int }),
    reportIntervalSec: int,
    alarmPush: text,
    analogSeen: text,
    personLocationWindowMin: int,
    retention: obj({ electronicRecordsDays: int, basis: text, confidence: grade }),
  }),
  intake: obj({
    note: text,
    tank_t_cgxx: list(list(text)),
    tankFarm_t_cgqxx: list(list(text)),
    warehouse_t_ckqxx: list(list(text)),
    unit_t_sczzxx: list(list(text)),
    majorHazard_t_zdwxyglxx: list(list(text)),
    personFile_sec_employee_file: list(list(text)),
    personLocation_sec_employee_real_loaction: list(list(text)),
    personAlarm_sec_employee_alarm_data: list(list(text)),
    realtimeEnvelope: obj({ confidence: text, fields: list(text) }),
    alarmEnvelope: obj({ confidence: text, fields: list(text) }),
  }),
  local: obj({ region: text, system: text, requirement: text, also: list(text) }),
});
