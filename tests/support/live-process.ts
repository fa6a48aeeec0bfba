// The doors of readings as `zhiben serve` opens them, on the database that DATABASE_URL names, and
// nothing else of a server: quicker to start, for tests that kill it. The argument: port for MQTT.
import { message } from '../../src/apps/cli/usage.ts';
import { cityOptions } from '../../src/apps/server/demo-city.ts';
import { LiveDoors } from '../../src/apps/server/live-doors.ts';
import { LiveCity } from '../../src/modules/identity/index.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { serveHttp } from '../../src/platform/http/index.ts';
import { ofNobody } from './nobody.ts';

const onFault = (error: unknown, where: string): void =>
  message(`${where}: ${(error as Error).stack}`);
const db = await openDatabase({ databaseUrl: process.env.DATABASE_URL, dataDir: '' });
const doors = new LiveDoors(onFault);
const http = await serveHttp<null>({
  ...{ port: 0, version: 'test', pages: null, plain: [], routes: [], raw: [doors.route] },
  ...ofNobody,
  onFault,
});
const city = await LiveCity.open(cityOptions(db));
const mqttPort = Number(process.argv[2] ?? 0);
const listens = await doors.open(city, { mqttPort, demo: false });
message(`Zhiben runs: http://127.0.0.1:${http.port}/`);
message(listens);
