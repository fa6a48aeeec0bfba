import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly got: Received[];
  /** What it answers from here on; null: nothing at all. */
  answer: { readonly status: number; readonly json?: unknown; readonly to?: string } | null;
}

/** A web server on loopback that takes calls down, until the test ends. */
export async function receiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      made.got.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      if (made.answer === null) return;
      const { status, json, to } = made.answer;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(to ? { location: to } : {}),
      });
      response.end(json === undefined ? '' : JSON.stringify(json));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  });
  const { port } = server.address() as AddressInfo;
  const made: Receiver = { url: `http://127.0.0.1:${port}/`, got: [], answer: { status: 204 } };
  return made;
}

export interface Mailbox {
  readonly port: number;
  readonly got: { readonly to: string; readonly text: string }[];
  /** Recipients that it does not know. */
  readonly unknown: Set<string>;
}

/** A mail server (SMTP) on loopback that asks for a name and a password. */
export async function mailServer(user: string, password: string): Promise<Mailbox> {
  const made: Mailbox = { port: 0, got: [], unknown: new Set() };
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user })
        : done(new Error('no')),
    onRcptTo: ({ address }, _session, done) =>
      made.unknown.has(address)
        ? done(Object.assign(new Error('unknown mailbox'), { responseCode: 550 }))
        : done(),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join();
        made.got.push({ to, text: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return { ...made, port: (server.server.address() as AddressInfo).port };
}
