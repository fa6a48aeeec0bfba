import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deliveryOf } from './delivery.ts';

const SECRET = 'of-sixteen-characters-or-more';

function folder(content?: string): string {
  const made = mkdtempSync(join(tmpdir(), 'zhiben-delivery-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  if (content !== undefined) writeFileSync(join(made, 'delivery.json'), content);
  return made;
}

test('without a file people are told in the platform alone', () => {
  expect(deliveryOf(folder(), {})).toMatchObject({ webhook: null, smtp: null, call: null });
});

test('secrets come from the environment; single steps replace the usual ones', () => {
  const content = {
    webhook: { url: 'https://im.example.cn/alarm' },
    smtp: { host: 'mail.example.cn', port: 465, secure: true, user: 'z', from: 'z@example.cn' },
    steps: { yellow: { county: ['call'] } },
  };
  const found = deliveryOf(folder(JSON.stringify(content)), {
    ...{ ZHIBEN_ORIGIN: 'https://zhiben.example.cn', ZHIBEN_WEBHOOK_SECRET: SECRET },
    ZHIBEN_SMTP_PASSWORD: 'p',
  });
  expect(found).toMatchObject({
    webhook: { secret: SECRET, timeoutMs: 5000 },
    smtp: { password: 'p', secure: true },
    origin: 'https://zhiben.example.cn',
    steps: { yellow: { county: ['call'], enterprise: ['in-app', 'smtp'] } },
  });
});

test('a file that is wrong stops the start and names the field, never a secret', () => {
  const wrong = (content: string): string => {
    try {
      deliveryOf(folder(content), {});
    } catch (error) {
      return (error as Error).message;
    }
    return 'taken';
  };
  const webhook = { url: 'http://10.0.0.1/', secret: SECRET };
  const told = wrong(JSON.stringify({ webhook, recipients: { 'x:1': {} }, smpt: {} }));
  expect(told).toMatch(/webhook\.url: plain http/);
  expect(told).toMatch(/recipients\.x:1/);
  expect(told).toMatch(/smpt/);
  expect(told).not.toContain(SECRET);
  const broken = wrong(`{"webhook": {"secret": "${SECRET}"`);
  expect([broken.includes('not JSON'), broken.includes(SECRET)]).toEqual([true, false]);
  expect(wrong('[]')).toContain('not a JSON object');
});
