/** A path of ours to go on to; anything else would lead away. */
export function pathAfter(from: string | null): string {
  return from && /^\/(?![/\\])/.test(from) && !from.startsWith('/login') ? from : '/';
}
