import { backupCommands } from './backup-commands.ts';
import { demoCommands } from './demo-commands.ts';
import { gatewayCommand } from './gateway-command.ts';
import { hazardLevelCommand } from './hazard-commands.ts';
import { ledgerCommands } from './ledger-commands.ts';
import { parameterCommands } from './parameter-commands.ts';
import { planCheckCommand } from './plan-check-command.ts';
import { planCommands } from './plan-commands.ts';
import { serveCommand } from './serve-command.ts';
import { standardsCommands } from './standards-commands.ts';
import type { Command } from './usage.ts';
import { userCommands } from './user-commands.ts';

export const commands: Readonly<Record<string, Command>> = {
  ...planCommands,
  ...parameterCommands,
  'plan check': planCheckCommand,
  ...standardsCommands,
  ...ledgerCommands,
  ...demoCommands,
  ...backupCommands,
  'hazard-level': hazardLevelCommand,
  ...userCommands,
  serve: serveCommand,
  gateway: gatewayCommand,
};
