import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { PlanFault } from '../../law/plans/check.ts';

export const law = fileURLToPath(new URL('../../law', import.meta.url));

export function faultText({ file, clause, field, message }: PlanFault): string {
  return [file, clause, field, message].filter((part) => part !== null && part !== '').join(': ');
}

/** Collects faults while files are read. */
export class Reader {
  readonly faults: PlanFault[] = [];

  json(path: string): unknown {
    if (!existsSync(path)) {
      this.fault(path, null, '', 'no such file');
      return undefined;
    }
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.fault(path, null, '', `is not JSON: ${message}`);
      return undefined;
    }
  }

  parse<T>(schema: z.ZodType<T>, json: unknown, path: string, clause: string | null): T | null {
    if (json === undefined) return null;
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      this.fault(path, clause, issue.path.map(String).join('.'), issue.message);
    }
    return null;
  }

  fault(path: string, clause: string | null, field: string, message: string): void {
    this.faults.push({ file: shown(path), clause, field, message });
  }
}

/** Shipped files from `law/` on, others as seen from where the command runs. */
export function shown(path: string): string {
  return path.startsWith(law) ? relative(dirname(law), path) : relative('.', path);
}
