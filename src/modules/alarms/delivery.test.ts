import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  dispatcher,
  idOf,
  look,
  one,
  restart,
  signal,
} from '../../../tests/support/alarms.ts';
import { mailServer, receiver } from '../../../tests/support/receivers.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { type Delivery, deliveryShape } from './index.ts';

const w = alarmWorld();
const SECRET = 'a-secret-of-sixteen-or-more';

const configured = (given: object): Delivery =>
  deliveryShape.parse({ origin: 'https://zhiben.example', ...given });
const hook = (url: string, more: object = {}) => ({ url, secret: SECRET, ...more });
const seconds = (n: number): Moment => (at(15) + n * 1000) as Moment;

/** A red alarm that nobody answered for a quarter of an hour: it has reached the county. */
async function unanswered(delivery: Delivery): Promise<string> {
  w.alarms.tellBy(delivery);
  await w.alarms.take([signal(w, { level: 'red', rule: 'highHigh', kind: 'gas' })]);
  w.now = at(15);
  await look(w);
  return idOf(w);
}

/** What became of it at the county, by channel. */
async function atCounty(id: string) {
  const { deliveries } = await one(w, dispatcher(w), id);
  return deliveries
    .filter(({ to }) => to.en === 'county')
    .map(({ channel, state, why, tries, recipient }) => ({
      ...{ channel: channel.code, state: state.code, why: why?.zh ?? null, tries, recipient },
    }));
}

test('a step is told by every channel of its level, once, signed, and seen on the page', async () => {
  const [box, calls, mail] = [await receiver(), await receiver(), await mailServer('u', 'p')];
  const smtp = { host: '127.0.0.1', port: mail.port, user: 'u', password: 'p', from: 'z@x.cn' };
  const delivery = configured({
    webhook: hook(box.url),
    call: hook(calls.url),
    smtp,
    recipients: {
      [`d:${w.county}`]: { mails: ['duty@county.cn'], phones: ['13812345678'] },
      [`e:${w.firm}`]: { phones: ['13900001111'] },
    },
  });
  const id = await unanswered(delivery);
  // Looked at again, and by a process that was started anew: nothing is put in twice.
  await look(w);
  restart(w);
  w.alarms.tellBy(delivery);
  await look(w);
  expect(await w.alarms.deliver()).toBe(4);
  expect(await w.alarms.deliver()).toBe(0);
  expect([box.got.length, calls.got.length, mail.got.length]).toEqual([1, 2, 1]);

  const { headers, body } = must(box.got[0], 'a call');
  const [t, v1] = String(headers['x-zhiben-signature']).split(',');
  const signed = createHmac('sha256', SECRET)
    .update(`${t?.slice(2)}.${body}`)
    .digest('hex');
  expect([v1, headers['idempotency-key']]).toEqual([
    `v1=${signed}`,
    expect.stringMatching(/\/unanswered\/county\/webhook$/),
  ]);
  expect(JSON.parse(body)).toMatchObject({
    ...{ type: 'alarm', alarm: id, level: 'red', step: 'county', enterprise: { id: w.firm } },
    link: `https://zhiben.example/alarms/${id}`,
  });
  expect(calls.got.map((call) => JSON.parse(call.body).phone).sort()).toEqual([
    '13812345678',
    '13900001111',
  ]);
  expect(mail.got).toEqual([
    { to: 'duty@county.cn', text: expect.stringContaining(`https://zhiben.example/alarms/${id}`) },
  ]);
  expect(mail.got[0]?.text).toMatch(/Message-ID: <[0-9a-f]{32}@zhiben>/i);
  const sent = { state: 'sent', why: null, tries: 1, recipient: null };
  expect(await atCounty(id)).toEqual([
    { ...sent, channel: 'in-app', tries: 0 },
    { ...sent, channel: 'webhook' },
    { ...sent, channel: 'smtp', recipient: 'd***@county.cn' },
    { ...sent, channel: 'call', recipient: '138****5678' },
  ]);
  // Of the enterprise nobody has a mailbox: said, not passed over.
  const { deliveries } = await one(w, dispatcher(w), id);
  const firm = deliveries.filter(({ to }) => to.en === 'enterprise');
  expect(firm.map(({ channel, why }) => [channel.code, why?.en])).toContainEqual([
    'smtp',
    'nobody is configured to receive it',
  ]);
  expect(JSON.stringify(deliveries)).not.toMatch(/13812345678|13900001111|duty@county/);
});

test('what fails is tried again with growing pauses, and given up for all to see', async () => {
  const box = await receiver();
  const id = await unanswered(configured({ webhook: hook(box.url, { timeoutSeconds: 1 }) }));
  box.answer = { status: 503 };
  const tried: number[] = [];
  for (let second = 0; second < 3000; second += 10) {
    w.now = seconds(second);
    if ((await w.alarms.deliver()) > 0) tried.push(second);
  }
  expect(tried).toEqual([0, 10, 40, 100, 220, 520, 1120, 2320]);
  expect(box.got).toHaveLength(8);
  expect(new Set(box.got.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(await atCounty(id)).toContainEqual({
    ...{ channel: 'webhook', state: 'givenUp', why: '对方答复 503', tries: 8, recipient: null },
  });
  const { rows } = await w.api.db.owner.query(
    `select owner, class from tasks.message where title_zh like '报警未能送达（接口推送）%'`,
  );
  expect(rows).toEqual([{ owner: `d:${w.county}`, class: 'strong' }]);
});

test('a final no, another address, silence and an unanswered call each end their own way', async () => {
  const [box, calls, mail] = [await receiver(), await receiver(), await mailServer('u', 'p')];
  mail.unknown.add('gone@county.cn');
  const elsewhere = await receiver();
  box.answer = { status: 302, to: elsewhere.url };
  calls.answer = { status: 200, json: { answered: false } };
  const smtp = { host: '127.0.0.1', port: mail.port, user: 'u', password: 'wrong', from: 'z@x.cn' };
  const id = await unanswered(
    configured({
      webhook: hook(box.url),
      call: hook(calls.url, { timeoutSeconds: 1 }),
      smtp,
      recipients: {
        [`d:${w.county}`]: { mails: ['gone@county.cn'], phones: ['13812345678'] },
      },
    }),
  );
  const states = async () =>
    (await atCounty(id)).slice(1).map(({ channel, state, why }) => [channel, state, why]);
  await w.alarms.deliver();
  expect(await states()).toEqual([
    ['webhook', 'givenUp', '对方要求转到别处，未跟随'],
    ['smtp', 'waiting', '邮件服务器不接受账号'],
    ['call', 'waiting', '无人接听'],
  ]);
  expect(elsewhere.got).toEqual([]);
  // The password is mended, the server started anew: what waits goes on by what is configured now.
  restart(w);
  w.alarms.tellBy(
    configured({
      smtp: { ...smtp, password: 'p' },
      call: hook(calls.url, { timeoutSeconds: 1 }),
    }),
  );
  calls.answer = null;
  w.now = seconds(10);
  await w.alarms.deliver();
  expect((await states()).slice(1)).toEqual([
    ['smtp', 'givenUp', '邮件服务器答复 550'],
    ['call', 'waiting', '对方未在时限内答复'],
  ]);
  // Somebody answered the alarm meanwhile: nobody is woken for it any more.
  const { version } = await one(w, dispatcher(w), id);
  expect([version > 0, (await act(w, dispatcher(w), id, 'acknowledge')).status]).toEqual([
    true,
    200,
  ]);
  calls.answer = { status: 200 };
  w.now = seconds(60);
  await w.alarms.deliver();
  expect((await states()).at(-1)).toEqual(['call', 'dropped', null]);
  expect(calls.got).toHaveLength(2);
});

test('killed between sending and noting it, it is sent again with the same key', async () => {
  const box = await receiver();
  const delivery = configured({ webhook: hook(box.url) });
  const id = await unanswered(delivery);
  const { owner } = w.api.db;
  await owner.query(`create function alarms.dies() returns trigger language plpgsql as
    $$ begin if new.state = 'sent' then raise exception 'died'; end if; return new; end $$;
    create trigger dies before update on alarms.delivery
      for each row execute function alarms.dies()`);
  await expect(w.alarms.deliver()).rejects.toThrow('died');
  await owner.query('drop function alarms.dies cascade');
  restart(w);
  w.alarms.tellBy(delivery);
  w.now = seconds(60);
  expect(await w.alarms.deliver()).toBe(0);
  w.now = seconds(121);
  expect(await w.alarms.deliver()).toBe(1);
  const keys = box.got.map(({ headers }) => headers['idempotency-key']);
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  expect(await atCounty(id)).toContainEqual({
    ...{ channel: 'webhook', state: 'sent', why: null, tries: 2, recipient: null },
  });
});

test('another machine is called by https alone, unless that is said; secrets are never repeated', () => {
  const faults = (given: object): string => {
    const { error } = deliveryShape.safeParse({ webhook: hook('https://a.cn/x', given) });
    return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join() ?? '';
  };
  expect(faults({})).toBe('');
  expect(faults({ url: 'http://10.1.2.3/x' })).toContain('webhook.url: plain http');
  expect(faults({ url: 'http://10.1.2.3/x', allowHttp: true })).toBe('');
  expect(faults({ url: 'http://127.0.0.1.evil.cn/x' })).toContain('plain http');
  expect(faults({ url: 'https://user:pass@a.cn/' })).toContain('no password');
  expect(faults({ url: 'file:///etc/passwd' })).toContain('only https');
  expect(faults({ secret: 'too-short' })).not.toContain('too-short');
});
