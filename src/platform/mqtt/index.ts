export { connectMqtt, type MqttLink, type MqttTarget } from './client.ts';
export type { MqttOptions, SignIn, Taken } from './model.ts';
export { type RunningMqtt, serveMqtt } from './server.ts';
