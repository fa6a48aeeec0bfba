import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** `{{nonce}}` of the page stands for a number used once: only what carries it is styled or run. */
const NONCE = '{{nonce}}';

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Attributes that drawing libraries write into the page; they load nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
}

export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', policy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html.replaceAll(NONCE, nonce));
}

/**
 * The browser's application: files with a hash in their name are kept for good, every other path is
 * its first page, whose own router decides. Those of the phone (`/m`, `/s`) have a page of their own.
 */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) throw new Error(`no built web application in ${folder}`);
  const html = readFileSync(index, 'utf8');
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    preCompressed: true,
    decorateReply: false,
  });
  const phone = join(folder, 'm.html');
  if (existsSync(phone)) {
    const page = readFileSync(phone, 'utf8');
    for (const path of ['/m', '/m/*', '/s/*']) {
      app.get(path, (_request, reply) => sendPage(reply, page));
    }
    const worker = readFileSync(join(folder, 'sw.js'));
    app.get('/sw.js', (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .header('content-security-policy', "default-src 'self'")
        .type('text/javascript; charset=utf-8')
        .send(worker),
    );
  }
  app.get('/*', (_request, reply) => sendPage(reply, html));
}
