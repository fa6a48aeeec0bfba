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
    .filter((file) => /(?<!\.tmp)\.(tsx?|mjs)$/.test(file) && !file.includes('/cases/'));

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
  readonly arguments?: readonly { readonly expression: Node }[];
}

interface Parsed {
  readonly program: Node;
  textOf(node: Node): string;
}

const FIRST_COMMENTS = /^(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|#![^\n]*\n)*/;

/** As a page with tags where it is nothing else: tags and casts exclude each other. */
function parsed(source: string): unknown {
  try {
    return parseSync(source, { syntax: 'typescript' });
  } catch {
    return parseSync(source, { syntax: 'typescript', tsx: true });
  }
}

function parse(source: string): Parsed {
  const bytes = Buffer.from(source);
  const program = parsed(source) as unknown as Node;
  // The parser's offsets count bytes, run on from file to file, and begin at the first token.
  const lead = Buffer.byteLength(FIRST_COMMENTS.exec(source)?.[0] ?? '');
  const base = (program.span?.start ?? 0) - lead;
  const textOf = ({ span }: Node): string =>
    span ? bytes.subarray(span.start - base, span.end - base).toString() : '';
  return { program, textOf };
}

/** Calls `see` for every node; what it answers true to is not looked into. */
function walk(node: unknown, see: (node: Node) => boolean): void {
  if (typeof node !== 'object' || node === null || see(node as Node)) return;
  for (const child of Object.values(node)) walk(child, see);
}

/** Every string and template of a source; comments and the messages of what is thrown aside. */
export function textsOf(source: string): Text[] {
  const { program, textOf } = parse(source);
  const found: Text[] = [];
  walk(program, ({ type, value, quasis = [], expressions = [] }) => {
    if (type === 'StringLiteral') found.push({ parts: [String(value)], inserted: [] });
    if (type === 'TemplateLiteral') {
      const parts = quasis.map(({ cooked, raw }) => cooked ?? raw);
      found.push({ parts, inserted: expressions.map(textOf) });
    }
    return type === 'ThrowStatement';
  });
  return found;
}

const FUNCTIONS =
  /^(ArrowFunctionExpression|Function(Expression|Declaration)|ClassMethod|PrivateMethod|MethodProperty|Constructor)$/;

/** Lines inside each function, blank ones aside; a `describe` only groups, its callback does not count. */
export function functionLengths(source: string): number[] {
  const { program, textOf } = parse(source);
  const groups = new Set<Node>();
  const lengths: number[] = [];
  walk(program, (node) => {
    if (node.type === 'CallExpression' && /^describe\b/.test(textOf(node))) {
      for (const { expression } of node.arguments ?? []) groups.add(expression);
    }
    if (FUNCTIONS.test(node.type ?? '') && !groups.has(node)) {
      const lines = textOf(node)
        .split('\n')
        .filter((line) => line.trim() !== '');
      lengths.push(Math.max(lines.length - 2, 1));
    }
    return false;
  });
  return lengths;
}
