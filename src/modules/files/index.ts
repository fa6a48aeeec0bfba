export { FILE_ID, type FileRef } from './model.ts';
export { filesRoutes } from './routes.ts';
export { filesNamed } from './service/files.ts';
export { UnnamedFiles } from './service/unnamed.ts';
export { type FilesChecked, verifyFiles } from './service/verify.ts';
export { notOwn } from './store/files.ts';
