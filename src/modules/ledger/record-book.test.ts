import { expect, test } from 'vitest';
import { RecordBook } from './record-book.ts';

const types = new Map([
  ['enterprise', 1],
  ['park', 2],
]);

test('a key is known by type and id', () => {
  const book = new RecordBook(types, true);
  book.learn('enterprise', 'E1', 7);
  book.learn('park', 'E1', 8);
  expect(['enterprise', 'park', 'other'].map((type) => book.keyOf(type, 'E1'))).toEqual([7, 8, 0]);
  expect(book.keyOf('enterprise', 'E')).toBe(0);
});

test('what is used stays when older records go, and then the book is not complete any more', () => {
  const book = new RecordBook(types, true);
  const count = 500_000;
  book.learn('park', '常用', 1);
  for (let key = 2; key < count; key++) {
    book.learn('enterprise', `E${key}`, key);
    if (key % 1000 === 0) expect(book.keyOf('park', '常用')).toBe(1);
  }
  expect(book.keyOf('enterprise', `E${count - 1}`)).toBe(count - 1);
  expect(book.keyOf('enterprise', 'E2')).toBe(0);
  expect(book.complete).toBe(false);
});
