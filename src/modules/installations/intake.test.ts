import { describe, expect, it } from 'vitest';
import { MAX_BYTES, parseInventory } from './intake.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the document of an inventory', () => {
  it.each([
    ['nothing', bytes(''), 'emptyInput'],
    ['spaces', bytes(' \n'), 'emptyInput'],
    ['broken JSON', bytes('{"substances":['), 'notJson'],
    ['two documents', bytes('{}{}'), 'notJson'],
    ['a bare word', bytes('NaN'), 'notJson'],
    // 氨 as GBK has it
    ['GBK', Uint8Array.of(0x22, 0xb0, 0xb1, 0x22), 'notUtf8'],
    ['too much', new Uint8Array(MAX_BYTES + 1), 'tooLarge'],
  ])('is refused: %s', (_, input, code) => {
    const parsed = parseInventory(input);
    expect(parsed.ok ? 'accepted' : parsed.error.code).toBe(code);
  });

  it('may begin with a byte order mark', () => {
    expect(parseInventory(bytes('\ufeff[1]'))).toEqual({ ok: true, value: [1] });
  });

  it('keeps the digits of quantities, and of nothing else', () => {
    const text = '{"quantity":0.99999999999999999999,"row":44,"exposedPopulation":6e1}';
    expect(parseInventory(bytes(text))).toEqual({
      ok: true,
      value: { quantity: '0.99999999999999999999', row: 44, exposedPopulation: 60 },
    });
  });
});
