import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standardFiles } from '../../law/standards/files.ts';
import { faultText } from './load-reader.ts';
import { readStandards } from './load-standards.ts';

const shipped = join(import.meta.dirname, '../../law/standards');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiben-standards-'));
  for (const name of readdirSync(shipped).filter((n) => /\.(geo)?json$/.test(n))) {
    cpSync(join(shipped, name), join(folder, name));
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Json = Record<string, unknown>;
function edit(name: string, change: (file: Json) => void): void {
  const path = join(folder, name);
  const file = JSON.parse(readFileSync(path, 'utf8')) as Json;
  change(file);
  writeFileSync(path, JSON.stringify(file));
}

function faults(): string[] {
  const read = readStandards(folder);
  if (read.ok) return [];
  return read.error.map((fault) =>
    faultText({ ...fault, file: fault.file.split('/').at(-1) ?? '' }),
  );
}

describe('the standards on file', () => {
  it('are all read through a shape, and every shape has its file', () => {
    const names = readdirSync(shipped).filter((name) => /\.(geo)?json$/.test(name));
    const expected = [...Object.keys(standardFiles), 'catalogue.json'];
    expect(names.sort()).toEqual(expected.sort());
    expect(faults()).toEqual([]);
  });

  it.each(Object.keys(standardFiles))('%s: an unknown key is refused by name', (name) => {
    edit(name, (file) => Object.assign(file, { remakr: 1 }));
    expect(faults()).toEqual([`${name}: Unrecognized key: "remakr"`]);
  });

  it('name the field that is wrong, however deep', () => {
    edit('trade-major-hazard-criteria-2023.json', (file) => {
      Object.assign((file.items as Json[])[3] ?? {}, { article: 'four' });
    });
    edit('gb30871-2022.json', (file) => {
      Object.assign(file.retention as Json, { ticketMinYear: 1 });
    });
    expect(faults()).toEqual([
      'gb30871-2022.json: retention: Unrecognized key: "ticketMinYear"',
      'trade-major-hazard-criteria-2023.json: items.3.article: Invalid input: expected number, received string',
    ]);
  });

  it('keep their source and their confidence', () => {
    edit('trade-training.json', (file) => {
      delete file.source;
      file.confidence = 'certain';
    });
    expect(faults()).toEqual([
      'trade-training.json: source: Invalid input: expected array, received undefined',
      'trade-training.json: confidence: Invalid option: expected one of "verified"|"mixed"|"recalled"',
    ]);
  });

  it('refuse a catalogue that names a file without a shape', () => {
    edit('catalogue.json', (file) => {
      const [series] = file.series as { editions: Json[] }[];
      Object.assign(series?.editions[0] ?? {}, { file: 'gb18218-2009.json' });
    });
    expect(faults()).toEqual([
      "catalogue.json: major-hazard-identification: no file 'gb18218-2009.json' has a shape in files.ts",
    ]);
  });

  it('say which file is missing', () => {
    rmSync(join(folder, 'chemical-park.json'));
    expect(faults()).toEqual(['chemical-park.json: no such file']);
  });
});
