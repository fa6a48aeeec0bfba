import type { FastifyReply } from 'fastify';
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
