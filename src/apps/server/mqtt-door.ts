import { readFileSync } from 'node:fs';
import { type Door, type SignedIn, takeMessage } from '../../modules/live/index.ts';
import type { MqttOptions } from '../../platform/mqtt/index.ts';

/** Of a batch. */
export const MOST_BYTES = 2 << 20;
/** As the Internet numbers MQTT. */
export const USUAL_PORT = 1883;

/** Where gateways send by MQTT, as the environment says. */
export function mqttDoor(
  door: Door,
  port: number,
  onFault: (error: unknown, where: string) => void,
): MqttOptions<SignedIn> {
  const { ZHIBEN_MQTT_HOST, ZHIBEN_MQTT_KEY, ZHIBEN_MQTT_CERT } = process.env;
  const tls =
    ZHIBEN_MQTT_KEY && ZHIBEN_MQTT_CERT
      ? { key: readFileSync(ZHIBEN_MQTT_KEY, 'utf8'), cert: readFileSync(ZHIBEN_MQTT_CERT, 'utf8') }
      : undefined;
  return {
    ...{ port, host: ZHIBEN_MQTT_HOST ?? '127.0.0.1' },
    ...(tls ? { tls } : {}),
    authenticate: async ({ username, password }) => door.config.signIn(username, password),
    take: (who, topic, payload) => takeMessage(door, who, topic, payload),
    full: () => door.intake.full,
    room: () => door.intake.room(),
    onFault,
  };
}
