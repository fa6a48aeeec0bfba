import type { FastifyReply } from 'fastify';
import type { FileAnswer } from '../../kernel/endpoint.ts';
import type { ReplyTools } from '../../kernel/handling.ts';

/** Cookies are ours alone: HttpOnly, SameSite=Lax, Secure where the connection is. */
export function replyTools(reply: FastifyReply, secure: boolean): ReplyTools {
  const fixed = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    setCookie: (name, value, maxAge) => void reply.setCookie(name, value, { ...fixed, maxAge }),
    clearCookie: (name) => void reply.clearCookie(name, fixed),
    redirect: (url) => void reply.redirect(url, 303),
  };
}

export function sendFile(reply: FastifyReply, { name, type, bytes }: FileAnswer): FastifyReply {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
  reply.type(type).header('content-disposition', disposition);
  return reply.send(bytes instanceof Uint8Array ? Buffer.from(bytes) : bytes);
}
