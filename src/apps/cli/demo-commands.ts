import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_UNTIL, divisionsSchema, generateCity } from '../../modules/demo/index.ts';
import { loadDictionary } from '../../modules/plan/index.ts';
import type { Command } from './usage.ts';
import { badUsage, dateOption, options, print } from './usage.ts';

const law = resolve(import.meta.dirname, '..', '..', 'law');

/** Lines of the made-up city (演示城市); every fact says that it is synthetic. */
export function cityLines(seed: number, scale: number, until = DEFAULT_UNTIL): Iterable<string> {
  const file = resolve(law, 'standards', 'trade-heze-divisions.json');
  const divisions = divisionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return generateCity({ seed, scale, until, dictionary: loadDictionary(), divisions });
}

const generate: Command = {
  usage: '[--seed N] [--scale X] [--until DATE]',
  async run(args) {
    const { values } = options(args, {
      seed: { type: 'string' },
      scale: { type: 'string' },
      until: { type: 'string' },
    });
    const seed = Number(values.seed ?? 1);
    const scale = Number(values.scale ?? 1);
    if (!Number.isSafeInteger(seed))
      throw badUsage('--seed：应为整数', '--seed must be a whole number');
    if (!(scale > 0 && scale <= 100))
      throw badUsage(
        '--scale：应大于 0 且不超过 100',
        '--scale must be more than 0 and at most 100',
      );
    const until = values.until ? dateOption('--until', values.until) : DEFAULT_UNTIL;
    let chunk = '';
    for (const line of cityLines(seed, scale, until)) {
      chunk += line;
      if (chunk.length > 1 << 18) {
        await print(chunk);
        chunk = '';
      }
    }
    await print(chunk);
    return 0;
  },
};

export const demoCommands: Readonly<Record<string, Command>> = { 'demo generate': generate };
