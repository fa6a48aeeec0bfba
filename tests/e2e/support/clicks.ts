import type { Locator, Page } from 'playwright-core';

/** Counts what moves work on (A8): a click, a choice, or an Enter. */
export class Clicks {
  count = 0;

  async on(part: Locator): Promise<void> {
    this.count += 1;
    await part.click();
  }

  async choose(part: Locator, value: string): Promise<void> {
    this.count += 1;
    await part.selectOption(value);
  }

  async enter(page: Page): Promise<void> {
    this.count += 1;
    await page.keyboard.press('Enter');
  }

  button(page: Page, name: string): Promise<void> {
    return this.on(page.getByRole('button', { name, exact: true }).last());
  }
}
