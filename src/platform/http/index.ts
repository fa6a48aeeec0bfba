export { type Route, serveHttp } from './server.ts';
