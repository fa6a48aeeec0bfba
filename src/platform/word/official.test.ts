import { expect, test } from 'vitest';
import { partsOf } from '../../../tests/support/word.ts';
import { chineseNumber } from './blocks.ts';
import type { OfficialDocument } from './model.ts';
import { dateInWords, officialDocument } from './official.ts';

const letter: OfficialDocument = {
  mark: '菏泽市应急管理局',
  number: '菏应急函〔2026〕12号',
  title: '关于限期办结重大隐患的工作提醒函',
  to: '曹县应急管理局',
  body: [
    { kind: 'heading', level: 1, text: '基本情况' },
    { kind: 'paragraph', text: '截至2026年6月30日，你县有3项逾期。' },
    { kind: 'heading', level: 2, text: '化工' },
    { kind: 'heading', level: 2, text: '工贸' },
    { kind: 'heading', level: 3, text: '粉尘' },
    { kind: 'heading', level: 4, text: '除尘' },
    { kind: 'heading', level: 1, text: '工作要求' },
    { kind: 'heading', level: 2, text: '整改' },
  ],
  attachments: [
    {
      title: '逾期清单',
      blocks: [
        {
          kind: 'table',
          columns: [
            { title: '序号', width: 1 },
            { title: '企业', width: 4 },
          ],
          rows: [['1', '甲<乙>&化工']],
        },
      ],
    },
  ],
  signer: '菏泽市应急管理局',
  date: '2026-06-30',
  copyTo: '市政府办公室',
};

const bodyXml = async (document: OfficialDocument): Promise<string> =>
  (await partsOf(await officialDocument(document))).get('word/document.xml') ?? '';

const texts = (xml: string): string[] =>
  [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner = '']) =>
    [...inner.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  );

test('the page is A4 with 37/26/35/28 mm, and 22 lines of 28 characters fill it (A15)', async () => {
  const xml = await bodyXml(letter);
  expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  const margin = /<w:pgMar ([^>]*)\/>/.exec(xml)?.[1] ?? '';
  const of = (name: string): number => Number(new RegExp(`w:${name}="(-?\\d+)"`).exec(margin)?.[1]);
  const mm = (twips: number): number => Math.round((twips * 25.4) / 1440);
  expect(['top', 'right', 'bottom', 'left'].map((name) => mm(of(name)))).toEqual([37, 26, 35, 28]);
  expect(of('gutter')).toBe(0);
  const paragraph = xml.split('</w:p>').find((each) => each.includes('截至2026')) ?? '';
  expect(paragraph).toContain('w:line="578" w:lineRule="exact"');
  expect(paragraph).toContain('<w:sz w:val="32"/>');
  expect(paragraph).toContain('<w:spacing w:val="-5"/>');
  expect(paragraph).toContain('w:eastAsia="仿宋_GB2312"');
  const height = 16838 - of('top') - of('bottom');
  const width = 11906 - of('left') - of('right');
  expect(Math.floor(height / 578)).toBe(22);
  expect(Math.floor(width / (32 * 10 - 5))).toBe(28);
  // What would break the count: lone lines moved to the next page.
  expect(xml).not.toMatch(/<w:widowControl\/>|<w:widowControl w:val="true"\/>/);
});

test('elements stand in the order of the standard, headings are counted', async () => {
  const lines = texts(await bodyXml(letter)).filter((text) => text !== '');
  expect(lines).toEqual([
    '菏泽市应急管理局',
    '菏应急函〔2026〕12号',
    '关于限期办结重大隐患的工作提醒函',
    '曹县应急管理局：',
    '一、基本情况',
    '截至2026年6月30日，你县有3项逾期。',
    '（一）化工',
    '（二）工贸',
    '1. 粉尘',
    '（1）除尘',
    '二、工作要求',
    '（一）整改',
    '附件：逾期清单',
    '菏泽市应急管理局',
    '2026年6月30日',
    '附件',
    '逾期清单',
    '序号',
    '企业',
    '1',
    '甲&lt;乙&gt;&amp;化工',
    '抄送：市政府办公室。',
    '菏泽市应急管理局办公室\t2026年6月30日印发',
  ]);
});

test('the mark is red, the title 2号小标宋, the seal has its place, pages are numbered', async () => {
  const parts = await partsOf(await officialDocument(letter));
  const xml = parts.get('word/document.xml') ?? '';
  expect(xml.split('</w:p>')[0]).toContain('w:val="E60012"');
  const title = xml.split('</w:p>').find((each) => each.includes('>关于限期')) ?? '';
  expect(title).toContain('方正小标宋简体');
  expect(title).toContain('<w:sz w:val="44"/>');
  expect(xml).toContain('w:name="seal"');
  const footers = [...parts].filter(([name]) => /footer\d+\.xml$/.test(name));
  expect(footers).toHaveLength(2);
  for (const [, footer] of footers) expect(footer.replaceAll(/<[^>]+>/g, '')).toBe('— PAGE —');
  expect(parts.get('word/settings.xml')).toContain('evenAndOddHeaders');
});

test('a draft says what it lacks', async () => {
  const lines = texts(await bodyXml({ ...letter, number: null, date: null, copyTo: null }));
  expect(lines).toContain('（文号待编）');
  expect(lines).toContain('（日期待签）');
});

test.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [35, '三十五'],
])('%i is %s', (n, text) => expect(chineseNumber(n)).toBe(text));

test('dates have no leading zeros', () => expect(dateInWords('2026-01-05')).toBe('2026年1月5日'));
