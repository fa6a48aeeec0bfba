import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync } from '@swc/core';

export const root = resolve(import.meta.dirname, '..', '..');

/** Files below a folder of the checkout. Without asking git: it may be absent, or refuse. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

export const read = (file: string): string => readFileSync(resolve(root, file), 'utf8');

export const sources = (): string[] =>
  ['src', 'tools', 'tests', 'bench', 'bin']
    .flatMap(filesBelow)
    .filter((file) => /(?<!\.tmp)\.(ts|mjs)$/.test(file) && !file.includes('/cases/'));

/** A string or a template: its fixed parts, and what stands between them. */
export interface Text {
  readonly parts: readonly string[];
  readonly inserted: readonly string[];
}

interface Node {
  readonly type?: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly value?: unknown;
  readonly quasis?: readonly { readonly cooked: string | null; readonly raw: string }[];
  readonly expressions?: readonly Node[];
}

/** Every string and template of a source; comments and the messages of what is thrown aside. */
export function textsOf(source: string): Text[] {
  const bytes = Buffer.from(source);
  const program = parseSync(source, { syntax: 'typescript' }) as unknown as Node;
  const base = program.span?.start ?? 0;
  // The parser's offsets count bytes, run on from file to file, and begin at the first token.
  const lead = Buffer.byteLength(source) - Buffer.byteLength(source.replace(FIRST_COMMENTS, ''));
  const text = ({ span }: Node): string =>
    span ? bytes.subarray(span.start - base + lead, span.end - base + lead).toString() : '';
  const found: Text[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, quasis, expressions } = node as Node;
    if (type === 'ThrowStatement') return;
    if (type === 'StringLiteral') found.push({ parts: [String(value)], inserted: [] });
    if (type === 'TemplateLiteral') {
      const parts = (quasis ?? []).map(({ cooked, raw }) => cooked ?? raw);
      found.push({ parts, inserted: (expressions ?? []).map(text) });
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(program);
  return found;
}

const FIRST_COMMENTS = /^(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|#![^\n]*\n)*/;
