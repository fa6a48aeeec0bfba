import type { ComponentType } from 'react';
import type { Bilingual } from '../kernel/endpoint.ts';
import type { MenuGroup, PageDefinition, Placing } from './page.ts';
import type { SessionSource } from './session.tsx';

/** What the server is doing while it cannot answer. */
export interface ServerStatus {
  readonly ready: boolean;
  readonly phase: 'loading' | 'building' | 'ready' | 'failed';
  readonly done: number;
  readonly all: number;
  readonly facts: number;
  readonly demo: boolean;
  readonly today: string;
  readonly firstDay: string;
  /** What totals of whole divisions do not hold yet: clauses, and since when; null: nothing. */
  readonly counting: { readonly clauses: number; readonly since: string } | null;
}

/** Everything that the browser's application is made of. */
export interface Application {
  readonly pages: readonly PageDefinition[];
  readonly groups: Readonly<Record<MenuGroup, Bilingual>>;
  readonly placed: Placing;
  readonly status: () => Promise<ServerStatus>;
  readonly session: SessionSource;
  /** The form that signs in; over the page while it is locked. */
  readonly SignIn: ComponentType<{ readonly onDone: () => void; readonly user?: string }> | null;
}
