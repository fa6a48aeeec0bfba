import type { Application } from '../application.ts';
import type { PageDefinition, PageModule } from '../page.ts';

/** The tabs at the bottom of the phone, and the page that each opens. */
export const phoneTabs = {
  today: '/m',
  scan: '/m/scan',
  report: '/m/report',
  mine: '/m/mine',
} as const;
export type PhoneTab = keyof typeof phoneTabs;

/** A page of the phone; its path begins with `/m/` or `/s/`. */
export interface PhonePage extends Pick<PageDefinition, 'path' | 'title' | 'roles' | 'load'> {
  /** The tab that is marked while it is shown; absent: today's. */
  readonly tab?: PhoneTab;
}

/** What a slice puts on today's page: a component of its own, without a heading of first rank. */
export interface TodayPart extends Pick<PageDefinition, 'roles'> {
  readonly key: string;
  readonly order: number;
  readonly load: () => Promise<PageModule>;
}

/** What a slice fetches while there is a network, for its pages to show without one. */
export interface PhonePackage extends Pick<PageDefinition, 'roles'> {
  readonly load: () => Promise<{ readonly fetchFor: (account: string) => Promise<unknown> }>;
}

/** The phone door of a slice: `web/phone.ts`. */
export interface PhoneDoor {
  readonly phonePages?: readonly PhonePage[];
  readonly todayParts?: readonly TodayPart[];
  readonly phonePackages?: readonly PhonePackage[];
}

/** Everything that the phone's application is made of. */
export interface PhoneApplication extends Pick<Application, 'status' | 'session' | 'SignIn'> {
  readonly pages: readonly PhonePage[];
  readonly parts: readonly TodayPart[];
  readonly packages: readonly PhonePackage[];
}
