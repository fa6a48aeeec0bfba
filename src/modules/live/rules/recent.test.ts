import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

const digestOf = (text: string): Uint8Array => hash('sha1', text, 'buffer');

it('never calls new what came before, nor known what did not', () => {
  const batch = fc.record({ digest: fc.nat({ max: 300 }), lost: fc.boolean() });
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 2000 }), (batches) => {
      const recent = new Recent();
      const stored = new Set<string>();
      for (const { digest, lost } of batches) {
        // The newest reading is part of what the hash is of.
        const [name, at] = [`d${digest}`, digest % 37];
        const key = digestOf(name);
        const said = recent.of(key, at);
        if (said === 'new') expect(stored.has(name)).toBe(false);
        if (said === 'known') expect(stored.has(name)).toBe(true);
        if (said === 'known' || stored.has(name)) continue;
        recent.add(key, at);
        if (lost) recent.forget(key);
        else stored.add(name);
      }
    }),
  );
});

it('asks the journal for nothing while times go on', () => {
  const recent = new Recent(10);
  for (let at = 11; at < 2000; at += 1) {
    for (let part = 0; part < 20; part += 1) {
      const digest = digestOf(`${at}/${part}`);
      expect(recent.of(digest, at)).toBe('new');
      recent.add(digest, at);
    }
  }
  expect(recent.of(digestOf('late'), 500)).toBe('perhaps');
});
