import type { Command } from './usage.ts';

type Commands = Readonly<Record<string, Command>>;

/** By their first word: a command starts without the code of the others. */
const families: Readonly<Record<string, () => Promise<Commands>>> = {
  plan: async () => ({
    ...(await import('./plan-commands.ts')).planCommands,
    'plan check': (await import('./plan-check-command.ts')).planCheckCommand,
  }),
  params: async () => (await import('./parameter-commands.ts')).parameterCommands,
  standards: async () => (await import('./standards-commands.ts')).standardsCommands,
  facts: ledgerCommands,
  ledger: ledgerCommands,
  migrate: ledgerCommands,
  demo: async () => (await import('./demo-commands.ts')).demoCommands,
  backup: backupCommands,
  restore: backupCommands,
  'hazard-level': async () => ({
    'hazard-level': (await import('./hazard-commands.ts')).hazardLevelCommand,
  }),
  user: userCommands,
  audit: userCommands,
  serve: async () => ({ serve: (await import('./serve-command.ts')).serveCommand }),
  intake: streamCommands,
  evaluate: streamCommands,
  gateway: async () => ({ gateway: (await import('./gateway-command.ts')).gatewayCommand }),
};

async function ledgerCommands(): Promise<Commands> {
  return (await import('./ledger-commands.ts')).ledgerCommands;
}

async function streamCommands(): Promise<Commands> {
  return (await import('./stream-commands.ts')).streamCommands;
}

async function backupCommands(): Promise<Commands> {
  return (await import('./backup-commands.ts')).backupCommands;
}

async function userCommands(): Promise<Commands> {
  return (await import('./user-commands.ts')).userCommands;
}

/** Those that begin with this word; none: there are no such. */
export async function commandsOf(first: string): Promise<Commands> {
  return Object.hasOwn(families, first) ? ((await families[first]?.()) ?? {}) : {};
}

/** Every command, in the order of the help. */
export async function allCommands(): Promise<Commands> {
  const all = await Promise.all(Object.values(families).map((load) => load()));
  return Object.assign({}, ...all) as Commands;
}
