import { type Door, type SignedIn, takeMessage } from '../../modules/live/index.ts';
import type { MqttOptions } from '../../platform/mqtt/index.ts';
import { badUsage } from '../cli/usage.ts';
import { pem } from './brokers.ts';

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
  const { tls } = mqttTls();
  return {
    ...{ port, host: process.env.ZHIBEN_MQTT_HOST ?? '127.0.0.1' },
    ...(tls ? { tls } : {}),
    authenticate: async ({ username, password }) => door.config.signIn(username, password),
    take: (who, topic, payload) => takeMessage(door, who, topic, payload),
    full: () => door.intake.full,
    room: () => door.intake.room(),
    onFault,
  };
}

/** Key and certificate go together: with one alone gateways would send in the clear. */
export function mqttTls(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Pick<MqttOptions<SignedIn>, 'tls'> {
  const [key, cert] = [environment.ZHIBEN_MQTT_KEY, environment.ZHIBEN_MQTT_CERT].map((path) =>
    pem(path || undefined),
  );
  if (key !== undefined && cert !== undefined) return { tls: { key, cert } };
  if (key === undefined && cert === undefined) return {};
  const [set, missing] =
    key === undefined
      ? ['ZHIBEN_MQTT_CERT', 'ZHIBEN_MQTT_KEY']
      : ['ZHIBEN_MQTT_KEY', 'ZHIBEN_MQTT_CERT'];
  throw badUsage(
    `MQTT加密须同时设置私钥和证书：已设${set}，缺${missing}；请补设（PEM文件路径），不加密则两项都不设`,
    `MQTT by TLS takes a key and a certificate: ${set} is set, ${missing} is not. Set it too (a PEM file), or neither`,
  );
}
