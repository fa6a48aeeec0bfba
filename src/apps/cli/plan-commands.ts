import { evaluateCommand } from './plan-evaluate.ts';
import { explainCommand } from './plan-explain.ts';
import { listCommand } from './plan-list.ts';
import type { Command } from './usage.ts';

export const planCommands: Readonly<Record<string, Command>> = {
  'plan evaluate': evaluateCommand,
  'plan explain': explainCommand,
  'plan list': listCommand,
};
