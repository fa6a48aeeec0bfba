import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../../tests/support/scratch.ts';
import { mqttTls } from './mqtt-door.ts';

function file(content: string): string {
  const path = join(scratchFolder(), 'one.pem');
  writeFileSync(path, content);
  return path;
}

test('MQTT is by TLS with key and certificate, plain with neither', () => {
  const both = { ZHIBEN_MQTT_KEY: file('key'), ZHIBEN_MQTT_CERT: file('cert') };
  expect(mqttTls(both)).toEqual({ tls: { key: 'key', cert: 'cert' } });
  expect(mqttTls({})).toEqual({});
  expect(mqttTls({ ZHIBEN_MQTT_KEY: '', ZHIBEN_MQTT_CERT: '' })).toEqual({});
});

test.each([
  ['ZHIBEN_MQTT_KEY', 'ZHIBEN_MQTT_CERT is not'],
  ['ZHIBEN_MQTT_CERT', 'ZHIBEN_MQTT_KEY is not'],
])('%s alone is no reason to listen in the clear: it does not start', (name, why) => {
  expect(() => mqttTls({ [name]: file('one') })).toThrow(why);
});

test('a file that is not there is named', () => {
  const both = { ZHIBEN_MQTT_KEY: '/none/key.pem', ZHIBEN_MQTT_CERT: file('cert') };
  expect(() => mqttTls(both)).toThrow('/none/key.pem: ENOENT');
});
