const OURS = /^\/s\/([^/]+)\/?$/;
const CODE = /^[\p{L}\p{N}._:-]{1,200}$/u;

/**
 * The code of a place in what a camera read, or a person typed (`typed`: the bare code as well).
 * Addresses of others are none, however alike they look: nobody is led away from here.
 */
export function codeIn(text: string, origin: string, typed: boolean): string | null {
  const trimmed = text.trim();
  if (typed && CODE.test(trimmed)) return trimmed;
  try {
    const url = new URL(trimmed);
    const code = url.origin === origin ? OURS.exec(url.pathname)?.[1] : undefined;
    return code === undefined ? null : decodeURIComponent(code);
  } catch {
    return null;
  }
}
