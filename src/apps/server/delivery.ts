import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Delivery, deliveryShape, inAppOnly } from '../../modules/alarms/index.ts';
import { message, UsageError } from '../cli/usage.ts';

/**
 * How alarms leave the platform, from `ZHIBEN_DELIVERY` or `delivery.json` of the data folder. A file
 * that is wrong stops the start: nobody may think that he would be called. Secrets may stand in the
 * environment instead.
 */
export function deliveryOf(
  dataDir: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Delivery {
  const file = environment.ZHIBEN_DELIVERY ?? join(dataDir, 'delivery.json');
  if (!environment.ZHIBEN_DELIVERY && !existsSync(file)) return inAppOnly;
  const { webhook, call, smtp, ...rest } = read(file);
  const fill = (part: unknown, name: string, value: string | undefined): unknown =>
    value === undefined || typeof part !== 'object' || part === null
      ? part
      : { ...part, [name]: value };
  const filled = {
    origin: environment.ZHIBEN_ORIGIN ?? '',
    ...rest,
    webhook: fill(webhook, 'secret', environment.ZHIBEN_WEBHOOK_SECRET),
    call: fill(call, 'secret', environment.ZHIBEN_CALL_SECRET),
    smtp: fill(smtp, 'password', environment.ZHIBEN_SMTP_PASSWORD),
  };
  const parsed = deliveryShape.safeParse(filled);
  if (!parsed.success) {
    // The path and what is wrong with it, never the value: it may be a secret.
    const faults = parsed.error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`);
    throw new UsageError(
      `送达配置有误 / delivery is configured wrongly (${file})\n${faults.join('\n')}`,
    );
  }
  const ways = (['webhook', 'smtp', 'call'] as const).filter((name) => parsed.data[name] !== null);
  message(`报警送达渠道 alarms are told by: in-app ${ways.join(' ')}`);
  return parsed.data;
}

function read(file: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return content as Record<string, unknown>;
    }
  } catch (error) {
    // Not its text: a parser cites what it stumbles over.
    const { code } = error as { readonly code?: string };
    throw new UsageError(`读不了送达配置 / cannot read ${file}: ${code ?? 'not JSON'}`);
  }
  throw new UsageError(`送达配置应为 JSON 对象 / not a JSON object: ${file}`);
}
