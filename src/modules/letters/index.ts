export { lettersRoutes } from './routes.ts';
export { answer, attach } from './service/answers.ts';
export { issuerOf, makeDraft } from './service/drafts.ts';
export { stateOutstanding } from './service/facts.ts';
export { act, editDraft } from './service/flow.ts';
