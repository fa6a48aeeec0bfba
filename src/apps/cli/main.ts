import { parseDay } from '../../kernel/calendar.ts';

process.stderr.write(`${JSON.stringify(parseDay('2024-02-30'))}\n`);
