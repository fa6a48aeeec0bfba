import type { z } from 'zod';
import { gb18218Schema } from './gb18218.ts';
import { chemicalPark } from './shapes/chemical-park.ts';
import { dualPreventionHazchem } from './shapes/dual-prevention-hazchem.ts';
import { gb308712022 } from './shapes/gb30871-2022.ts';
import { gradingHazchem2018 } from './shapes/grading-hazchem-2018.ts';
import { majorHazardCriteriaHazchem2017 } from './shapes/major-hazard-criteria-hazchem-2017.ts';
import { majorHazardResponsibility2021 } from './shapes/major-hazard-responsibility-2021.ts';
import { monitoringHazchem } from './shapes/monitoring-hazchem.ts';
import { riskGrading } from './shapes/risk-grading.ts';
import { specialHolidays } from './shapes/special-holidays.ts';
import { tradeAccidentLevels } from './shapes/trade-accident-levels.ts';
import { tradeEnforcement } from './shapes/trade-enforcement.ts';
import { tradeHezeDivisions } from './shapes/trade-heze-divisions.ts';
import { tradeHezeSchematic } from './shapes/trade-heze-schematic.ts';
import { tradeIndustries } from './shapes/trade-industries.ts';
import { tradeMajorHazardCriteria2023 } from './shapes/trade-major-hazard-criteria-2023.ts';
import { tradeMonitoring } from './shapes/trade-monitoring.ts';
import { tradeReportingRewards } from './shapes/trade-reporting-rewards.ts';
import { tradeStandardisation } from './shapes/trade-standardisation.ts';
import { tradeTraining } from './shapes/trade-training.ts';

/** What each data file of this folder may hold. Every file has its shape, and is read through it. */
export const standardFiles: Readonly<Record<string, z.ZodType>> = {
  'gb18218-2018.json': gb18218Schema,
  'chemical-park.json': chemicalPark,
  'dual-prevention-hazchem.json': dualPreventionHazchem,
  'gb30871-2022.json': gb308712022,
  'grading-hazchem-2018.json': gradingHazchem2018,
  'major-hazard-criteria-hazchem-2017.json': majorHazardCriteriaHazchem2017,
  'major-hazard-responsibility-2021.json': majorHazardResponsibility2021,
  'monitoring-hazchem.json': monitoringHazchem,
  'risk-grading.json': riskGrading,
  'special-holidays.json': specialHolidays,
  'trade-accident-levels.json': tradeAccidentLevels,
  'trade-enforcement.json': tradeEnforcement,
  'trade-heze-divisions.json': tradeHezeDivisions,
  'trade-heze-schematic.geojson': tradeHezeSchematic,
  'trade-industries.json': tradeIndustries,
  'trade-major-hazard-criteria-2023.json': tradeMajorHazardCriteria2023,
  'trade-monitoring.json': tradeMonitoring,
  'trade-reporting-rewards.json': tradeReportingRewards,
  'trade-standardisation.json': tradeStandardisation,
  'trade-training.json': tradeTraining,
};
