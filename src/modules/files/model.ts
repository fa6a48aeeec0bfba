/** Kinds of file that are taken, by what they are and not by what they are called. */
export const kinds = {
  jpg: { mediaType: 'image/jpeg', image: true },
  png: { mediaType: 'image/png', image: true },
  webp: { mediaType: 'image/webp', image: true },
  webm: { mediaType: 'audio/webm', image: false },
  m4a: { mediaType: 'audio/mp4', image: false },
  ogg: { mediaType: 'audio/ogg', image: false },
  pdf: { mediaType: 'application/pdf', image: false },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    image: false,
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    image: false,
  },
} as const;
export type Kind = keyof typeof kinds;

export const MOST_BYTES = 10 << 20;
/** A voice note (语音) of a minute or two. */
export const MOST_VOICE_BYTES = 2 << 20;
/** So many an account in a day: nobody fills the store with what no record names. */
export const MOST_A_DAY = 400;

/** How long an upload that nothing names is kept. */
export const UNNAMED_KEPT = {
  days: 180,
  reason: {
    zh: '半年：长于表单、离线包和延期整改的任何期限，未提交的记录仍可引用',
    en: 'half a year: longer than any form, offline package or extension may stay unsent',
  },
} as const;

/** As facts name a file: the hash of its bytes. */
export const FILE_ID = /^sha256:[0-9a-f]{64}$/;

/** A file as the records that name it show it. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly image: boolean;
}

export const isVoice = (mediaType: string): boolean => mediaType.startsWith('audio/');

export const isImage = (mediaType: string): boolean =>
  Object.values(kinds).some((kind) => kind.mediaType === mediaType && kind.image);
