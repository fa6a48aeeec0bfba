import type { ComponentType } from 'react';
import type { Bilingual } from '../kernel/endpoint.ts';

/** The groups of the left menu; which of them a person sees follows from his pages. */
export const menuGroups = [
  'home',
  'map',
  'monitoring',
  'plan',
  'enterprises',
  'safety',
  'enforcement',
  'service',
  'mine',
  'papers',
  'organisation',
  'system',
  'audit',
] as const;
export type MenuGroup = (typeof menuGroups)[number];

/** In which group a page stands for somebody with these roles. */
export type Placing = (page: PageDefinition, roles: readonly string[] | null) => MenuGroup | null;

/** A page as a slice registers it: `export const pages: readonly PageDefinition[]`. */
export interface PageDefinition {
  /** As react-router takes it: `/enterprises/:id`. */
  readonly path: string;
  readonly title: Bilingual;
  /** Names of roles; `signedIn`: whoever has signed in; `anyone`: nobody needs to sign in. */
  readonly roles: readonly string[] | 'signedIn' | 'anyone';
  /** Absent: reached by links only. */
  readonly menu?: {
    /** Where the application does not place it elsewhere. */
    readonly group: MenuGroup;
    readonly order: number;
    /** Where the entry leads, for a page whose path has parameters. */
    readonly open?: string;
  };
  /** Path of the page above it, for the breadcrumb. */
  readonly parent?: string;
  /** `bare`: without header and menu (sign-in); `cockpit`: bare and dark. */
  readonly theme?: 'desk' | 'bare' | 'cockpit';
  /** Shows nothing that depends on the as-of day: the header's choice is greyed. */
  readonly timeless?: true;
  /** There in the made-up city alone. */
  readonly demo?: true;
  /** `() => import('./plan-page.tsx')`, whose `page` or `default` is the component. */
  readonly load: () => Promise<PageModule>;
}

export type PageModule = { readonly page: ComponentType } | { readonly default: ComponentType };

export const componentOf = (module: PageModule): ComponentType =>
  'page' in module ? module.page : module.default;

/** Without what only the made-up city has, where it is none. */
export const fitting = (
  pages: readonly PageDefinition[],
  demo: boolean,
): readonly PageDefinition[] => (demo ? pages : pages.filter((page) => !page.demo));

/** May somebody with these roles open the page? null: he has not signed in. */
export function mayOpen(
  page: Pick<PageDefinition, 'roles'>,
  roles: readonly string[] | null,
): boolean {
  if (page.roles === 'anyone') return true;
  if (roles === null) return false;
  return page.roles === 'signedIn' || page.roles.some((role) => roles.includes(role));
}
