export type { ApiOptions, Refused } from './api.ts';
export type { SentForm } from './form-time.ts';
export type { FormAnswer, FormCall, FormPage } from './forms.ts';
export type { KeyState, KeyStore } from './idempotency.ts';
export { openApi, problemCatalogue, refusalsOf } from './openapi.ts';
export type { RawAnswer, RawCall, RawRoute } from './raw.ts';
export { type Route, type RunningServer, type ServerOptions, serveHttp } from './server.ts';
