import { expect, it } from 'vitest';
import { auditWords } from './audit-words.ts';

it.each([
  [{ way: 'password' }, '方式：口令', 'way: password'],
  [
    { role: 'officer', lines: ['chem', 'trade'], until: null, nodeKind: 'division' },
    '角色：执法人员；条线：危化品、工贸；节点类别：行政区划',
    'role: Enforcement officer; lines: chemicals, trade; kind of node: division',
  ],
  [{ demo: true, rows: 12 }, '演示账号：是；行数：12', 'demo account: yes; rows: 12'],
  // What has no word stands as it was written.
  [{ odd: { a: 1 } }, 'odd：{"a":1}', 'odd: {"a":1}'],
  [{}, '—', '—'],
])('%o', (detail, zh, en) => expect(auditWords(detail)).toEqual({ zh, en }));
