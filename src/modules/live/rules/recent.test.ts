import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

it('never calls new what came before, nor known what did not', () => {
  const batch = fc.record({ digest: fc.nat({ max: 300 }), lost: fc.boolean() });
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 2000 }), (batches) => {
      const recent = new Recent();
      const stored = new Set<string>();
      for (const { digest, lost } of batches) {
        // The newest reading is part of what the hash is of.
        const [key, at] = [`d${digest}`, digest % 37];
        const said = recent.of(key, at);
        if (said === 'new') expect(stored.has(key)).toBe(false);
        if (said === 'known') expect(stored.has(key)).toBe(true);
        if (said === 'known' || stored.has(key)) continue;
        recent.add(key, at);
        if (lost) recent.forget(key);
        else stored.add(key);
      }
    }),
  );
});

it('asks the journal for nothing while times go on', () => {
  const recent = new Recent(10);
  for (let at = 11; at < 2000; at += 1) {
    for (let part = 0; part < 20; part += 1) {
      expect(recent.of(`${at}/${part}`, at)).toBe('new');
      recent.add(`${at}/${part}`, at);
    }
  }
  expect(recent.of('late', 500)).toBe('perhaps');
});
