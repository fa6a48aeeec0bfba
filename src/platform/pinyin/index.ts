import { pinyin } from 'pinyin-pro';

/** How a text is typed on a keyboard: `heze` and `hz` for 菏泽; letters and digits stand as they are. */
export interface Spelling {
  readonly full: string;
  readonly initials: string;
}

export function spell(text: string): Spelling {
  const parts = pinyin(text, { toneType: 'none', type: 'array', v: true });
  const typed = parts.map((part) => part.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  return { full: typed.join(''), initials: typed.map((part) => part.slice(0, 1)).join('') };
}
