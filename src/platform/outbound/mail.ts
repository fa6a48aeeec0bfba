import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { failed, type Handed, isLoopback } from './model.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (465); otherwise STARTTLS, which is asked for unless it is this machine. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
  readonly timeoutMs: number;
  /** Plain text to another machine is refused unless this is said. */
  readonly allowPlain: boolean;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** One letter by SMTP; the same key has the same Message-ID, by which readers drop the second. */
export async function sendMail(server: MailServer, key: string, mail: Mail): Promise<Handed> {
  const { host, port, secure, user, password, from, timeoutMs, allowPlain } = server;
  const plain = isLoopback(host) || allowPlain;
  const transport = createTransport({
    ...{ host, port, secure, requireTLS: !secure && !plain },
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    // What a text says is text: no file and no address is fetched because of it.
    ...{ disableFileAccess: true, disableUrlAccess: true, logger: false },
  });
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  try {
    await transport.sendMail({
      ...{ from, ...mail, messageId: `<${id}@zhiben>` },
      headers: { 'Idempotency-Key': key, 'Auto-Submitted': 'auto-generated' },
    });
    return { ok: true, answer: null };
  } catch (error) {
    return whyOf(error as { readonly responseCode?: number; readonly code?: string });
  } finally {
    transport.close();
  }
}

/** By the server's number: 5xx is its last word, but for a sign-in that somebody may yet mend. */
function whyOf({ responseCode, code }: { responseCode?: number; code?: string }): Handed {
  if (code === 'EAUTH') return failed('signIn');
  if (responseCode) return failed(`smtp:${responseCode}`, responseCode >= 500);
  return failed(code === 'ETIMEDOUT' ? 'timeout' : code === 'ETLS' ? 'tls' : 'unreachable');
}
