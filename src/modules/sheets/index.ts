export { sheetsRoutes } from './routes.ts';
export { SheetImports } from './service/imports.ts';
export { sheetTemplate, sheetTemplates } from './service/templates.ts';
