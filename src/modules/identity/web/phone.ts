import { identityTexts } from './texts.ts';

export { system } from './system.ts';
export const texts = identityTexts;
