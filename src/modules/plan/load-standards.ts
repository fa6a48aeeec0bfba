import { join } from 'node:path';
import type { z } from 'zod';
import type { Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { PlanFault } from '../../law/plans/check.ts';
import type { Series } from '../../law/standards/catalogue.ts';
import { catalogueFile } from '../../law/standards/catalogue.ts';
import { standardFiles } from '../../law/standards/files.ts';
import { specialHolidays } from '../../law/standards/shapes/special-holidays.ts';
import { tradeHezeDivisions } from '../../law/standards/shapes/trade-heze-divisions.ts';
import type { WorkingCalendar } from '../../law/standards/working-days.ts';
import { workingCalendarOf } from '../../law/standards/working-days.ts';
import { faultText, law, Reader } from './load-reader.ts';

const standardsFolder = join(law, 'standards');

export interface StandardsLibrary {
  readonly series: readonly Series[];
  /** The data of each file, checked. */
  readonly files: ReadonlyMap<string, unknown>;
}

/** The catalogue and every file of the folder, or everything wrong in them by file and field. */
export function readStandards(
  folder: string = standardsFolder,
): Result<StandardsLibrary, readonly PlanFault[]> {
  const reader = new Reader();
  const path = join(folder, 'catalogue.json');
  const catalogue = reader.parse(catalogueFile, reader.json(path), path, null);
  const files = new Map<string, unknown>();
  for (const [name, shape] of Object.entries(standardFiles)) {
    const file = join(folder, name);
    const data = reader.parse(shape, reader.json(file), file, null);
    if (data !== null) files.set(name, data);
  }
  for (const { id, editions } of catalogue?.series ?? []) {
    for (const { file } of editions) {
      if (file === null || file in standardFiles) continue;
      reader.fault(path, null, id, `no file '${file}' has a shape in files.ts`);
    }
  }
  if (catalogue === null || reader.faults.length > 0) return refuse(reader.faults);
  return ok({ series: catalogue.series, files });
}

let shipped: WorkingCalendar | null = null;

/** Working days by the shipped holiday notices. */
export function loadWorkingCalendar(): WorkingCalendar {
  if (shipped === null) {
    const file = shippedFile('special-holidays.json', specialHolidays);
    shipped = workingCalendarOf(file.statutoryHolidays);
  }
  return shipped;
}

/** Codes of the divisions of Heze down to the townships. */
export function loadDivisionCodes(): string[] {
  const { city, counties } = shippedFile('trade-heze-divisions.json', tradeHezeDivisions);
  return [city.code, ...counties.flatMap((c) => [c.code, ...c.townships.map((t) => t.code)])];
}

function shippedFile<T>(name: string, shape: z.ZodType<T>): T {
  const reader = new Reader();
  const path = join(standardsFolder, name);
  const file = reader.parse(shape, reader.json(path), path, null);
  if (file === null) throw new Error(reader.faults.map(faultText).join('\n'));
  return file;
}
