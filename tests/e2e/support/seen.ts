import { CUT, type Look, NOT_LARGE } from './looks.ts';
import type { WatchedPage } from './watched-page.ts';
import { DESK, WIDE } from './watched-page.ts';

const BANNED = new RegExp(['打' + '卡', '积' + '分', '在线' + '时长'].join('|'));
/** A browser's zoom of 150 % is a window two thirds as wide. */
const ZOOMED = { width: Math.round(DESK.width / 1.5), height: Math.round(DESK.height / 1.5) };

/** Facets of pages that were judged, by whomever: nothing is judged twice. */
export class Seen {
  readonly #facets = new Set<number>();

  /** Those that nobody has seen; from now on somebody has. */
  claim(facets: readonly number[]): number[] {
    const fresh = facets.filter((facet) => !this.#facets.has(facet));
    for (const facet of fresh) this.#facets.add(facet);
    return fresh;
  }
}

/** What is wrong with a page as it stands, whoever sees it. */
export function faultsIn(watched: WatchedPage, { overflow, text, wrong }: Look): string[] {
  const banned = BANNED.exec(text)?.[0];
  return [
    ...watched.wrong(),
    ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : []),
    ...(banned ? [`speaks of ${banned}`] : []),
    ...wrong,
  ];
}

export const faults = async (watched: WatchedPage): Promise<string[]> =>
  faultsIn(watched, await watched.look());

/** Presses the header's switches. */
export async function press(watched: WatchedPage, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await watched.page.getByRole('button', { name, exact: true }).click();
  }
  await watched.settle();
}
export const ELDER = '长辈版';
export const STANDARD = '标准版';
export const ENGLISH = 'English';

/** A page that a journey has reached, as it stands: in every look, and in Chinese again. */
export async function inEveryLook(watched: WatchedPage, picture: string): Promise<string[]> {
  const found = [...(await faults(watched)), ...(await watched.axe())];
  found.push(...(await widely(watched, picture)));
  await press(watched, ELDER);
  found.push(...(await faults(watched)), ...(await watched.axe()));
  found.push(...(await largely(watched)));
  await watched.screenshot(`${picture}-elder`);
  await press(watched, STANDARD, ENGLISH);
  found.push(...(await faults(watched)), ...(await watched.axe()));
  await watched.screenshot(`${picture}-en`);
  await press(watched, '中文');
  return found;
}

/** The same in a window of 1920 px. */
export async function widely(watched: WatchedPage, picture: string | null): Promise<string[]> {
  await watched.page.setViewportSize(WIDE);
  const overflow = await watched.overflow();
  if (picture !== null) await watched.screenshot(`${picture}-1920`);
  await watched.page.setViewportSize(DESK);
  return overflow > 0 ? [`scrolls sideways by ${overflow} px at 1920 px`] : [];
}

/** In large type: sizes, and nothing cut in a window zoomed to 150 % (A6). */
export async function largely(watched: WatchedPage): Promise<string[]> {
  const { page } = watched;
  const small = await page.evaluate<string[]>(NOT_LARGE);
  await page.setViewportSize(ZOOMED);
  const overflow = await watched.overflow();
  const cut = await page.evaluate<string[]>(CUT);
  await page.setViewportSize(DESK);
  return [...small, ...cut, ...(overflow > 0 ? [`A6: scrolls sideways by ${overflow} px`] : [])];
}
