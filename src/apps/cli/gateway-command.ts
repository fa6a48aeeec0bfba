import { resolve } from 'node:path';
import { badUsage, type Command, message, options, textFile } from './usage.ts';

const MEBIBYTE = 1 << 20;

export const gatewayCommand: Command = {
  usage:
    '--url mqtt://HOST:PORT --enterprise ID --gateway ID --buffer DIR [--key-file FILE] [--most-mib N]',
  help:
    '参考采集网关：从标准输入逐行读取JSON测点数据，先写入磁盘缓存，再按序以MQTT（QoS 1）发送；断线续传。\n' +
    'A small gateway: reads readings as JSON lines on standard input, keeps them on disk, sends them in order.\n' +
    '  {"tag":"LI-101","value":5.21,"t":"2026-11-20T08:00:00+08:00","q":0,"unit":"m"}   (t, q, unit: optional)\n' +
    '  --key-file FILE   密钥文件；缺省取环境变量 ZHIBEN_GATEWAY_KEY (the key; else from the environment)\n' +
    '  --most-mib N      缓存上限，缺省256 MiB；写满后暂停读入 (bound of the buffer; full, it reads no further)\n' +
    '标准输出：每次落盘后已保存的行数 (standard output: lines on disk so far)',
  async run(args) {
    const { values } = options(args, {
      url: { type: 'string' },
      enterprise: { type: 'string' },
      gateway: { type: 'string' },
      buffer: { type: 'string' },
      'key-file': { type: 'string' },
      'most-mib': { type: 'string' },
    });
    const { url, enterprise, gateway, buffer } = values;
    if (!(url && enterprise && gateway && buffer)) {
      throw badUsage(
        '需要 --url、--enterprise、--gateway、--buffer',
        '--url, --enterprise, --gateway and --buffer are needed',
      );
    }
    const most = Number(values['most-mib'] ?? 256);
    if (!(most > 0)) throw badUsage('--most-mib 应为正数', '--most-mib: a positive number');
    const file = values['key-file'];
    const password = file ? textFile('--key-file', file).trim() : process.env.ZHIBEN_GATEWAY_KEY;
    if (!password) throw badUsage('缺少密钥', 'no key: --key-file or ZHIBEN_GATEWAY_KEY');
    const stopped = new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
    });
    const { runGateway } = await import('../gateway/gateway.ts');
    const { connectMqtt } = await import('../../platform/mqtt/index.ts');
    await runGateway({
      input: process.stdin,
      folder: resolve(buffer),
      mostBytes: most * MEBIBYTE,
      topic: `zhiben/v1/${enterprise}/${gateway}/readings`,
      connect: () => connectMqtt({ url, username: gateway, password }),
      now: () => Date.now(),
      say: message,
      onStored: (lines) => void process.stdout.write(`${lines}\n`),
      stopped,
    });
    process.stdin.destroy();
    return 0;
  },
};
