import { nearestName } from '../../kernel/nearest-name.ts';
import { BackupUnusable, DatabaseInUse, DatabaseUnavailable } from '../../platform/db/index.ts';
import { allCommands, commandsOf } from './commands.ts';
import { UsageError } from './usage.ts';

/** Exit 0 success, 1 a check found something, 2 bad usage. */
async function main(argv: readonly string[]): Promise<number> {
  const [first = '', second = '', ...rest] = argv;
  const commands = await commandsOf(first);
  const named = (name: string) => (Object.hasOwn(commands, name) ? commands[name] : undefined);
  const two = named(`${first} ${second}`);
  const one = named(first);
  const command = two ?? one;
  if (!command) return unknown(first, second);
  if (argv.includes('--help') || argv.includes('-h')) {
    const name = two ? `${first} ${second}` : first;
    const { usage, help } = command;
    process.stdout.write(`用法 / usage:\n  zhiben ${name} ${usage}\n${help ? `\n${help}\n` : ''}`);
    return 0;
  }
  return command.run(two ? rest : argv.slice(1));
}

/** The list of all commands, with the nearest to what was asked. */
async function unknown(first: string, second: string): Promise<number> {
  const commands = await allCommands();
  const list = Object.entries(commands).map(([name, c]) => `  zhiben ${name} ${c.usage}`);
  const asked = first === '' || first === 'help' || first === '--help';
  const near = asked ? null : nearestName(`${first} ${second}`.trim(), Object.keys(commands));
  const hint = near ? `最接近的命令 nearest command: zhiben ${near}\n` : '';
  process.stderr.write(`${hint}用法 / usage:\n${list.join('\n')}\n`);
  return asked ? 0 : 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected =
    error instanceof UsageError ||
    error instanceof BackupUnusable ||
    error instanceof DatabaseInUse ||
    error instanceof DatabaseUnavailable;
  process.stderr.write(`zhiben: ${expected ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
