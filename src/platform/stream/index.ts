export { type BatchStream, openStream, type StreamMessage, type StreamOptions } from './stream.ts';
