import { callApi, urlOf } from '../../../ui/api/call.ts';
import type { ShownFile } from '../../../ui/files.tsx';
import type { FileSource } from '../../../ui/form/files-input.tsx';
import { type FileView, filesContract } from '../contract.ts';
import { isVoice, kinds } from '../model.ts';

/** The address of a file; `of`: the record that names it. */
export function fileUrl(id: string, of?: string): string {
  return urlOf(filesContract.file, { params: { id }, ...(of ? { query: { of } } : {}) });
}

/** A file as the pages show it. */
export const shownFile = ({ id, name, image, mediaType }: FileView, of?: string): ShownFile => ({
  ...{ id, name, image, voice: isVoice(mediaType) },
  url: fileUrl(id, of),
});

/** Sends files for a form; `of`: the record that names those that stand there already. */
export function fileSource(most: number, of?: string): FileSource {
  return {
    most,
    accept: ['image/*', ...Object.keys(kinds).map((kind) => `.${kind}`)].join(','),
    upload: async (file, onProgress) => {
      const body = { takenAt: new Date(file.lastModified).toISOString() };
      return shownFile(await callApi(filesContract.uploadFile, { body, file, onProgress }), of);
    },
    about: async (id) => {
      const query = of === undefined ? {} : { of };
      const found = await callApi(filesContract.fileAbout, { params: { id }, query });
      return shownFile(found, of);
    },
  };
}
