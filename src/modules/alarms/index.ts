export { alarmParameters } from './load.ts';
export { ruleWords } from './model.ts';
export { alarmsRoutes } from './routes.ts';
export { Alarms } from './service/alarms.ts';
export { type Delivery, deliveryShape, inAppOnly } from './service/channels.ts';
export { type Judged, judgedIn } from './store/judged.ts';
export { type StandingAlarm, standingAlarms } from './store/standing.ts';
