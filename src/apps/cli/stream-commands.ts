import { openCity } from './stores.ts';
import { badUsage, type Command, message, options, portOf } from './usage.ts';

async function stopped(): Promise<void> {
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}

async function stream() {
  const { streamOfEnvironment } = await import('../server/stream.ts');
  const opened = await streamOfEnvironment();
  if (opened) return opened;
  throw badUsage(
    '请用环境变量 ZHIBEN_NATS 指明 NATS 服务器',
    'name the servers of NATS in the environment: ZHIBEN_NATS=nats://HOST:4222,…',
  );
}

const intake: Command = {
  usage: '[--data DIR] [--port N] [--mqtt-port N]',
  help:
    '接入进程：以MQTT和HTTP接收监测数据，写入NATS JetStream后确认；可运行多个。\n' +
    'Takes readings in by MQTT and HTTP, acknowledges what NATS JetStream has stored; any number of them.',
  async run(args) {
    const { values } = options(args, {
      data: { type: 'string' },
      port: { type: 'string' },
      'mqtt-port': { type: 'string' },
    });
    const ports = {
      http: portOf(values.port, '--port') ?? 8081,
      mqtt: portOf(values['mqtt-port'], '--mqtt-port') ?? 1883,
    };
    const { openIntake } = await import('../server/stream-processes.ts');
    const into = await stream();
    const db = await openCity(values.data);
    const running = await openIntake(db, into, ports);
    message(`接入 (readings by HTTP): http://127.0.0.1:${running.httpPort}/api/telemetry/batches`);
    message(`接入 (readings by MQTT): mqtt://127.0.0.1:${running.mqttPort}`);
    await stopped();
    await running.close();
    await into.close();
    await db.close();
    return 0;
  },
};

const evaluate: Command = {
  usage: '[--data DIR]',
  help:
    '研判进程：从NATS JetStream读取监测数据，写入PostgreSQL并研判；可运行多个，分区自动分配和接替。\n' +
    'Stores and judges what intake left in NATS JetStream; several share the parts, and take over from each other.',
  async run(args) {
    const { values } = options(args, { data: { type: 'string' } });
    const { openEvaluator } = await import('../server/stream-processes.ts');
    const from = await stream();
    const db = await openCity(values.data);
    const running = openEvaluator(db, from, (parts) =>
      message(`研判分区 (parts judged here): ${parts.join(' ') || '-'}`),
    );
    await stopped();
    await running.close();
    await from.close();
    await db.close();
    return 0;
  },
};

export const streamCommands: Readonly<Record<string, Command>> = { intake, evaluate };
