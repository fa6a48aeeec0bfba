import { vi } from 'vitest';
import { commandsOf } from '../../src/apps/cli/commands.ts';
import { type Command, UsageError } from '../../src/apps/cli/usage.ts';

/** A command in this process: what it prints, and its exit code or what was wrong. */
export async function run(...words: string[]) {
  const [first = '', second = '', ...args] = words;
  const out: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...more) => {
    out.push(String(text));
    for (const done of more as unknown[]) if (typeof done === 'function') done();
    return true;
  });
  const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const command: Command | undefined = (await commandsOf(first))[`${first} ${second}`];
    if (!command) throw new Error(`no command ${first} ${second}`);
    const code = await command.run(args);
    return { code, out: out.join(''), err: '' };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, out: out.join(''), err: error.message };
  } finally {
    write.mockRestore();
    quiet.mockRestore();
  }
}
