export { type Mail, type MailServer, sendMail } from './mail.ts';
export type { Handed } from './model.ts';
export { postSigned, signatureOf, type Webhook, whyNotUrl } from './webhook.ts';
