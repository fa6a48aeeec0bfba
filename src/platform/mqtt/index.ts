export { connectMqtt, type MqttLink, type MqttTarget } from './client.ts';
export type { MqttOptions, SignIn, SubscribeOptions, Taken } from './model.ts';
export { type RunningMqtt, serveMqtt } from './server.ts';
export { type Subscriber, subscribeMqtt } from './subscriber.ts';
