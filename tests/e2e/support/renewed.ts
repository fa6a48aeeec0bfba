import type { Page } from 'playwright-core';

const DRAWN = 'new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))';

/**
 * Holds the answer of a write back until the page has drawn another status of the server (its count
 * of facts rises with each question): whoever is on his way then must still arrive.
 */
export async function renewedMeanwhile(page: Page, write: string): Promise<void> {
  let facts = 1;
  await page.route('**/api/status', async (route) => {
    const answer = await route.fetch();
    facts += 1;
    await route.fulfill({ json: { ...((await answer.json()) as object), facts } });
  });
  await page.route(write, async (route) => {
    const renewed = page.waitForResponse('**/api/status');
    const response = await route.fetch();
    await (await renewed).finished();
    await page.evaluate(DRAWN);
    await route.fulfill({ response });
  });
}
