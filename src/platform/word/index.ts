export type { Attachment, Block, OfficialDocument, TableBlock } from './model.ts';
export { dateInWords, officialDocument } from './official.ts';

/** The media type of .docx. */
export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
