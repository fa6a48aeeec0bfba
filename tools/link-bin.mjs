// Makes `npx zhiben` work inside the checkout without asking any registry.
// Runs on the machine's own Node (20 or newer), before anything is installed: plain JavaScript.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
mkdirSync(bin, { recursive: true });
rmSync(join(bin, 'zhiben'), { force: true });
symlinkSync(join('..', '..', 'bin', 'zhiben.mjs'), join(bin, 'zhiben'));
