export { templatesRoutes } from './routes.ts';
export { bureauName, documentNumber, paperParts } from './rules/parts.ts';
export { layoutFor, layoutSent, type PaperLayout } from './service/papers.ts';
