// The doors of readings as `zhiben serve` opens them, with what becomes of alarms, on the database
// that DATABASE_URL names: for the soak, which kills it. Arguments: port for MQTT, URL of a broker
// or nothing.
import { message } from '../src/apps/cli/usage.ts';
import { cityOptions } from '../src/apps/server/demo-city.ts';
import { LiveDoors } from '../src/apps/server/live-doors.ts';
import { Alarms } from '../src/modules/alarms/index.ts';
import { LiveCity } from '../src/modules/identity/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';

const [port = '0', broker = ''] = process.argv.slice(2);
const onFault = (error: unknown, where: string): void =>
  message(`${where}: ${(error as Error).message}`);
const db = await openDatabase({ databaseUrl: process.env.DATABASE_URL, dataDir: '' });
const city = await LiveCity.open(cityOptions(db));
const brokers = broker === '' ? [] : [{ name: 'soak', clientId: 'zhiben', url: broker }];
const doors = new LiveDoors(onFault, { brokers, embedded: true });
const alarms = Alarms.of(city);
alarms.start((error) => onFault(error, 'alarms'));
message(await doors.open(city, { mqttPort: Number(port), demo: false }));
process.once('SIGTERM', () => {
  // All is judged, and what was judged is an alarm.
  void doors.close().then(async () => {
    await alarms.stop();
    await db.close();
    process.exit(0);
  });
});
