import type { Bilingual } from '../../../kernel/endpoint.ts';
import { warningSettings } from '../load.ts';
import { type Grade, grades, type Reason, type RuleTold, reasonNames, reasons } from '../model.ts';
import { FILED, PROPOSED } from '../rules/settings.ts';
import { gradeWords } from './list.ts';

const both = (zh: string, en: string): Bilingual => ({ zh, en });

type Gives = readonly [Bilingual, Bilingual];
const at = (grade: Grade): Gives => [gradeWords[grade], PROPOSED];

/** What each reason asks for, and where that is from. */
function givesOf({ settings: s, filed }: ReturnType<typeof warningSettings>) {
  const minutes = grades.map((grade) => s.limits[grade].enterpriseFeedbackMin).join('/');
  const hours = grades.map((grade) => s.limits[grade].verifyHours).join('/');
  const level: Gives = [both('按报警级别', 'the level of the alarm'), PROPOSED];
  const gives: Record<Reason, Gives> = {
    ...{ alarm: level, dataLost: level },
    alarmLate: [
      both(
        `红/橙/黄/蓝超过 ${minutes} 分钟未确认，提高一级；已恢复的按原级别`,
        `red/orange/yellow/blue unanswered after ${minutes} minutes: one grade worse; its own if it is over`,
      ),
      FILED,
    ],
    alarmStanding: [
      both(
        `超过 ${hours} 小时仍未消除，提高一级`,
        `not over after ${hours} hours: one grade worse`,
      ),
      FILED,
    ],
    alarmRepeated: [
      both(
        `同一来源 ${s.repeatedHours} 小时内 ${s.repeatedCount} 次及以上：${gradeWords[s.repeated].zh}`,
        `${s.repeatedCount} times from one source in ${s.repeatedHours} hours: ${gradeWords[s.repeated].en}`,
      ),
      both(
        `指标见 monitoring-hazchem.json（${filed.modelIndicators.join('、')}）；${PROPOSED.zh}`,
        `an indicator of monitoring-hazchem.json; ${PROPOSED.en}`,
      ),
    ],
    majorHazard: [
      both(
        `${gradeWords[s.majorHazard].zh}；${s.majorHazardsMore} 条及以上提高一级`,
        `${gradeWords[s.majorHazard].en}; one grade worse from ${s.majorHazardsMore} on`,
      ),
      PROPOSED,
    ],
    ...{ alarmEnded: at(s.ended), promise: at(s.promise) },
    ...{ permitSpecial: at(s.permitSpecial), permit: at(s.permit) },
    below: [both('见区域规则', 'see the rule of areas'), PROPOSED],
  };
  return gives;
}

/** How grades are made, with every figure and where it is from. */
export function ruleTold(): RuleTold {
  const known = warningSettings();
  const { settings: s, filed } = known;
  const gives = givesOf(known);
  const share = `${s.areaShare * 100} %`;
  return {
    reasons: reasonNames.map((reason) => ({
      ...{ reason, text: reasons[reason] },
      ...{ gives: gives[reason][0], from: gives[reason][1] },
    })),
    areas: both(
      `重大危险源、企业取依据中最高一级。园区、县（区）按其企业，全市按各县（区）：达到某级及以上的不少于 ${s.areaLeast} 个且不少于 ${share}，或有任一对象高于该级，即为该级；有任何预警的至少为蓝`,
      `Installations and enterprises: the worst of what is listed. Parks and counties from their enterprises, the city from its counties: a grade once at least ${s.areaLeast} and ${share} stand there or worse, or any stands worse; blue when any stands at all`,
    ),
    meanings: filed.levels.flatMap(({ grade, meaning }) => {
      const own = grades.find((each) => each === grade);
      if (!own) return [];
      const { enterpriseFeedbackMin: feedbackMinutes, verifyHours, escalateTo } = s.limits[own];
      return [{ grade: own, meaning, feedbackMinutes, verifyHours, to: escalateTo }];
    }),
    responsibility: filed.responsibility,
    source: FILED,
  };
}
