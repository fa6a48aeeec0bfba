import { z } from 'zod';
import {
  type Handed,
  type MailServer,
  postSigned,
  sendMail,
  type Webhook,
  whyNotUrl,
} from '../../../platform/outbound/index.ts';
import type { Channel } from '../model.ts';
import { channelNames, levels, rungs } from '../model.ts';
import { type Steps, usualSteps } from '../rules/delivery.ts';

interface Recipients {
  readonly mails: readonly string[];
  readonly phones: readonly string[];
}

/** By what people are told beside the platform's own messages, and who. */
export interface Delivery {
  readonly steps: Steps;
  /** Where browsers find us: links in what is sent begin with it. */
  readonly origin: string;
  readonly webhook: Webhook | null;
  /** A gateway that calls telephones, by webhook. */
  readonly call: Webhook | null;
  readonly smtp: MailServer | null;
  /** By node: `d:371728`, `p:…`, `e:…`. */
  readonly recipients: Readonly<Record<string, Recipients>>;
}

export const inAppOnly: Delivery = {
  ...{ steps: usualSteps, origin: '', webhook: null, call: null, smtp: null, recipients: {} },
};

const seconds = z.number().min(1).max(30).default(5);
const webhookShape = z
  .strictObject({
    url: z.string(),
    secret: z.string().min(16),
    timeoutSeconds: seconds,
    allowHttp: z.boolean().default(false),
  })
  .superRefine(({ url, allowHttp }, context) => {
    const message = whyNotUrl(url, allowHttp);
    if (message !== null) context.addIssue({ code: 'custom', path: ['url'], message });
  })
  .transform(
    ({ timeoutSeconds, ...rest }): Webhook => ({
      ...rest,
      timeoutMs: timeoutSeconds * 1000,
    }),
  );

const mailShape = z
  .strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65_535),
    secure: z.boolean().default(false),
    user: z.string().nullable().default(null),
    password: z.string().nullable().default(null),
    from: z.string().min(3),
    timeoutSeconds: seconds,
    allowPlain: z.boolean().default(false),
  })
  .transform(
    ({ timeoutSeconds, ...rest }): MailServer => ({
      ...rest,
      timeoutMs: timeoutSeconds * 1000,
    }),
  );

const stepsShape = z.partialRecord(
  z.enum(levels),
  z.partialRecord(
    z.enum(Object.keys(rungs) as [keyof typeof rungs, ...(keyof typeof rungs)[]]),
    z.array(z.enum(channelNames)),
  ),
);

/** The file that configures delivery; what is not in it is as usual. */
export const deliveryShape = z
  .strictObject({
    origin: z.string().default(''),
    webhook: webhookShape.nullable().default(null),
    call: webhookShape.nullable().default(null),
    smtp: mailShape.nullable().default(null),
    steps: stepsShape.default({}),
    recipients: z
      .record(
        z.string().regex(/^[dpe]:\S+$/),
        z.strictObject({
          mails: z.array(z.email()).max(20).default([]),
          phones: z
            .array(z.string().regex(/^\+?[0-9-]{5,20}$/))
            .max(20)
            .default([]),
        }),
      )
      .default({}),
  })
  .transform(
    ({ steps, ...rest }): Delivery => ({
      ...rest,
      steps: Object.fromEntries(
        levels.map((level) => [level, { ...usualSteps[level], ...steps[level] }]),
      ) as unknown as Steps,
    }),
  );

/** Whom a channel reaches at a node: null stands for the system at its other end. */
export function reachedBy(
  { webhook, call, smtp, recipients }: Delivery,
  channel: Channel,
  node: string,
): readonly (string | null)[] | null {
  const { mails = [], phones = [] } = recipients[node] ?? {};
  switch (channel) {
    case 'in-app':
      return [null];
    case 'webhook':
      return webhook ? [null] : null;
    case 'smtp':
      return smtp ? mails : null;
    case 'call':
      return call ? phones : null;
  }
}

/** What is said; the same in every channel. */
export interface Said {
  readonly type: 'alarm';
  readonly title: { readonly zh: string; readonly en: string };
  readonly link: string;
  readonly [name: string]: unknown;
}

/** Hands one over, once. */
export async function handOver(
  { webhook, call, smtp }: Delivery,
  to: { readonly channel: string; readonly recipient: string | null; readonly key: string },
  said: Said,
): Promise<Handed> {
  const { channel, recipient, key } = to;
  const none: Handed = { ok: false, why: 'notConfigured', final: true };
  if (channel === 'webhook') return webhook ? postSigned(webhook, key, said) : none;
  if (channel === 'smtp' && recipient !== null) {
    const text = `${said.title.zh}\n${said.title.en}\n\n${said.link}\n`;
    return smtp ? sendMail(smtp, key, { to: recipient, subject: said.title.zh, text }) : none;
  }
  if (channel === 'call' && recipient !== null) {
    if (!call) return none;
    const content = { ...said, type: 'call', phone: recipient, text: said.title.zh };
    return pickedUp(await postSigned(call, key, content));
  }
  return none;
}

/** A gateway that says that nobody picked up is asked to call again. */
function pickedUp(handed: Handed): Handed {
  const { answered } = z
    .object({ answered: z.boolean() })
    .catch({ answered: true })
    .parse(handed.ok ? handed.answer : null);
  return handed.ok && !answered ? { ok: false, why: 'noAnswer', final: false } : handed;
}
