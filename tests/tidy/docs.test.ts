import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { allCommands } from '../../src/apps/cli/commands.ts';
import { pageOf, recordsPage } from '../../tools/write-glossary.ts';
import { read, root } from '../support/sources.ts';

const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('docs', name))
  .filter((file) => file.endsWith('.md'));
const slices = readdirSync(join(root, 'src', 'modules'))
  .map((name) => join('src', 'modules', name, 'README.md'))
  .filter((file) => existsSync(join(root, file)));
const pages = ['README.md', ...docs, ...slices];

/** Local links of a page, as paths from the root, with what follows the #. */
function linksOf(page: string): { target: string; hash: string }[] {
  const text = read(page).replace(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = '', hash = ''] = link.split('#');
      return { target: path === '' ? page : normalize(join(dirname(page), path)), hash };
    });
}

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsOf = (page: string): string[] => [
  ...[...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading)),
  ...[...read(page).matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
];

const isFolder = (path: string): boolean => statSync(join(root, path)).isDirectory();

describe('documentation', () => {
  it.each(pages)('every link of %s leads somewhere', (page) => {
    const links = linksOf(page);
    const broken = links.filter(({ target }) => !existsSync(join(root, target)));
    expect(broken).toEqual([]);
    const lost = links.filter(
      ({ target, hash }) => hash && target.endsWith('.md') && !anchorsOf(target).includes(hash),
    );
    expect(lost).toEqual([]);
  });

  it('every page of docs/ is reached from the README', () => {
    const seen = new Set<string>();
    const visit = (page: string): void => {
      if (seen.has(page)) return;
      seen.add(page);
      for (const { target } of linksOf(page)) {
        const inside = isFolder(target) ? docs.filter((file) => file.startsWith(target)) : [target];
        inside.filter((file) => file.endsWith('.md')).forEach(visit);
      }
    };
    visit('README.md');
    expect(docs.filter((page) => !seen.has(page))).toEqual([]);
  });

  it.each(pages)('the files and folders that %s names exist', (page) => {
    const named = [
      ...read(page).matchAll(
        /`((?:src|tests|tools|docs|bench|bin|db)\/[^`\s]*)`(?!\s+\(to come\))/g,
      ),
    ]
      .map(([, path = '']) => path)
      .filter((path) => !/[*<>{}…]/.test(path));
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(pages)('the commands that %s shows exist', async (page) => {
    const commands = await allCommands();
    const code = [...read(page).matchAll(/```[\s\S]*?```|`[^`\n]+`/g)];
    const text = code.map(([block]) => block).join('\n');
    const scripts = Object.keys(manifest.scripts);
    const npm = [...text.matchAll(/\bnpm (?:run (?:-s )?)?([a-z]+)/g)].map(([, name = '']) => name);
    const wrong = npm.filter(
      (name) => !scripts.includes(name) && !['install', 'ci'].includes(name),
    );
    const zhiben = [...text.matchAll(/npx zhiben ([a-z-]+)(?: ([a-z-]+))?/g)];
    const unknown = zhiben.filter(
      ([, one, two]) => !commands[`${one} ${two}`] && !commands[`${one}`],
    );
    expect([...wrong, ...unknown.map(([command]) => command)]).toEqual([]);
  });

  it('the README fits a screen and shows both commands', () => {
    const text = read('README.md');
    expect(text.split('\n').length).toBeLessThanOrEqual(45);
    expect(text).toMatch(/^npm start\b/m);
    expect(text).toMatch(/^npm test\b/m);
  });

  it('decisions are numbered once, dated, and name what was rejected', () => {
    const decisions = docs.filter((file) => file.startsWith('docs/decisions/'));
    const numbers = decisions.map((file) => /\/(\d{4})-[\w-]+\.md$/.exec(file)?.[1] ?? file);
    expect(new Set(numbers).size).toBe(decisions.length);
    const wrong = decisions.filter((file, index) => {
      const text = read(file);
      const dated = new RegExp(`^# ${numbers[index]} .*\\(20\\d\\d-\\d\\d-\\d\\d\\)$`, 'm').test(
        text,
      );
      return !dated || !/reject/i.test(text);
    });
    expect(wrong).toEqual([]);
  });

  it('the glossary of records is current; `npm run glossary` writes it', () => {
    expect(read('docs/glossary-records.md')).toBe(recordsPage());
  });

  it('a type and its codes appear on that page', () => {
    const codes = [{ code: 'red', zh: '红', en: 'red' }];
    const attribute = { name: 'colour', type: 'code', zh: '颜色', en: 'judged | colour', codes };
    const page = pageOf({
      schema: 'records/1',
      records: [
        {
          ...{ type: 'risk', zh: '风险', en: 'a risk', nature: 'entity' },
          ...{ subjectRef: null, dateAttr: null },
          attributes: [{ ...attribute, required: true, derived: true }],
        },
      ],
    });
    expect(page).toContain(
      '| colour | 颜色 | code, required, _derived_ | judged \\| colour: `red` 红 |',
    );
  });
});
