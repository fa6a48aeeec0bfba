import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../../tests/support/scratch.ts';
import { brokersOf } from './brokers.ts';

function read(content: unknown, environment: Record<string, string> = {}) {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'brokers.json'), JSON.stringify(content));
  return brokersOf(folder, environment);
}

const one = { name: 'city', url: 'mqtts://broker.example.cn:8883', username: 'zhiben' };

test('without a file our own broker listens alone', () => {
  expect(brokersOf(scratchFolder(), {})).toEqual({ brokers: [], embedded: true });
});

test('the secret may stand in the environment', () => {
  const read1 = read({ brokers: [one], embedded: false }, { ZHIBEN_BROKER_PASSWORD: 'p' });
  expect(read1).toEqual({
    brokers: [{ ...one, clientId: 'zhiben', password: 'p' }],
    embedded: false,
  });
});

test.each([
  [{ brokers: [{ ...one, url: 'http://x' }] }, /brokers\.0\.url/],
  [{ brokers: [{ ...one, pasword: 'secret' }] }, /pasword/],
  [{ brokers: [one, one] }, /names differ/],
  [{ brokers: [{ ...one, ca: '/none/ca.crt' }] }, /\/none\/ca\.crt: ENOENT/],
])('a wrong file stops the start and names what is wrong: %j', (content, why) => {
  expect(() => read(content)).toThrow(why);
});
