import type { Browser } from 'playwright-core';
import { type Role, roles } from '../../../src/law/roles.ts';
import { signedIn, visitor } from './people.ts';
import type { Size, WatchedPage } from './watched-page.ts';

const SOON = { timeout: 90_000 };
const OWN_PASSWORD = 'Better-horse-43';

interface Firm {
  readonly id: string;
  readonly name: string;
}

/** The county registers an enterprise of which nothing is known: name, code, line, division. */
export async function registered({ page }: WatchedPage, firm: Firm): Promise<void> {
  const form = page.locator('dialog');
  await page.getByRole('button', { name: '登记企业', exact: true }).click(SOON);
  await form.locator('[name=id]').fill(firm.id);
  await form.locator('[name=name]').fill(firm.name);
  await form.getByRole('checkbox', { name: '工贸', exact: true }).check();
  await form.locator('[name=jurisdiction]').fill('曹县');
  await form.locator('[role=option]').first().click(SOON);
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { name: firm.name }).first().waitFor(SOON);
}

/** Who works there: in the enterprise's file, by the form. */
export async function hired(county: WatchedPage, firm: Firm, name: string): Promise<void> {
  const { page } = county;
  const form = page.locator('dialog');
  await county.visit(`/enterprises/${firm.id}?tab=people`);
  await page.getByRole('button', { name: '新增人员', exact: true }).click(SOON);
  await form.locator('[name=name]').fill(name);
  for (const role of ['team-leader', 'employee']) {
    await form.locator(`[name=role][value=${role}]`).check();
  }
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { name }).first().waitFor(SOON);
}

/** A node is looked for by its code and chosen. */
async function choosesNode({ page }: WatchedPage, { id }: Firm): Promise<void> {
  const form = page.locator('dialog');
  await form.locator('[name=find]').fill(id);
  await form.locator(`[name=node] option[value="${id}"]`).waitFor({ state: 'attached', ...SOON });
  await form.locator('[name=node]').selectOption(id);
}

async function organisationMade(system: WatchedPage, firm: Firm): Promise<void> {
  const { page } = system;
  const form = page.locator('dialog');
  await system.visit('/sys/organisations');
  await page.getByRole('button', { name: '新建组织', exact: true }).click(SOON);
  await form.locator('[name=name]').fill(firm.name);
  await form.locator('[name=kind]').selectOption('enterprise');
  await choosesNode(system, firm);
  await form.getByRole('button', { name: '新建组织', exact: true }).click();
  await form.waitFor({ state: 'detached', ...SOON });
}

/** The system administrator makes an account and gives it its first password. */
async function accountMade(
  system: WatchedPage,
  firm: Firm,
  login: string,
): Promise<{ readonly path: string; readonly password: string }> {
  const { page } = system;
  const form = page.locator('dialog');
  await system.visit('/sys/accounts');
  await page.getByRole('button', { name: '新建账号', exact: true }).click(SOON);
  await form.locator('[name=login]').fill(login);
  await form.locator('[name=name]').fill(`虚构人员（${login}）`);
  await form.locator('[name=organisation]').fill(firm.name);
  await form.locator('[role=option]').first().click(SOON);
  await form.getByRole('button', { name: '新建账号', exact: true }).click();
  await page.waitForURL(/\/sys\/accounts\/./, SOON);
  await page.getByRole('button', { name: '生成首次口令', exact: true }).click(SOON);
  await form.getByRole('button', { name: '确认', exact: true }).click(SOON);
  const password = (await page.locator('.enrol-secret').textContent(SOON)) ?? '';
  return { path: new URL(page.url()).pathname, password };
}

/** The security administrator gives the account its role at the enterprise. */
async function roleGiven(
  security: WatchedPage,
  path: string,
  firm: Firm,
  role: Role,
): Promise<void> {
  const { page } = security;
  const form = page.locator('dialog');
  await security.visit(path);
  await page.getByRole('button', { name: '授予角色', exact: true }).click(SOON);
  await form.locator('[name=role]').selectOption(role);
  await choosesNode(security, firm);
  await form.getByRole('button', { name: '授予角色', exact: true }).click();
  await page.getByRole('cell', { name: roles[role].zh, exact: true }).waitFor(SOON);
}

/** Whoever it is for signs in for the first time and takes a password of his own. */
async function arrived({ page }: WatchedPage, login: string, password: string): Promise<void> {
  await page.locator('input[name=name]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('input[name=current]').fill(password, SOON);
  await page.locator('input[name=next]').fill(OWN_PASSWORD);
  await page.locator('input[name=again]').fill(OWN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname !== '/login', SOON);
}

/**
 * People of an enterprise that has no account yet, each by the pages: the administrators make each
 * account and grant it its role; whoever it is for changes the first password and is signed in.
 */
export async function newcomers(
  browser: Browser,
  firm: Firm,
  wanted: readonly Role[],
  size: Size,
): Promise<readonly WatchedPage[]> {
  const system = await signedIn(browser, 'systemAdmin');
  const security = await signedIn(browser, 'securityAdmin');
  await organisationMade(system, firm);
  const people: WatchedPage[] = [];
  for (const role of wanted) {
    const login = `${role}-${firm.id.slice(-8)}`;
    const { path, password } = await accountMade(system, firm, login);
    await roleGiven(security, path, firm, role);
    const person = await visitor(browser, { size });
    await person.visit('/login');
    await arrived(person, login, password);
    people.push(person);
  }
  for (const admin of [system, security]) {
    const wrong = admin.wrong();
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    await admin.close();
  }
  return people;
}
