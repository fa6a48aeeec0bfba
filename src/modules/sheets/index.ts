export { sheetsRoutes } from './routes.ts';
export { SheetImports } from './service/imports.ts';
