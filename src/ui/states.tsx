import { Component, type ReactElement, type ReactNode } from 'react';
import type { ApiProblem } from './api/problem.ts';
import { asProblem } from './api/problem.ts';
import { shellTexts } from './shell/texts.ts';
import { useTexts, useWords } from './texts.ts';

/** A page, or a part of one, that has nothing to show yet or at all. */
export function PageState(props: {
  readonly title: string;
  readonly hint?: string | undefined;
  /** `alert` is read out at once. */
  readonly role?: 'status' | 'alert';
  /** Something will follow by itself. */
  readonly busy?: boolean;
  readonly children?: ReactNode;
}): ReactElement {
  const { title, hint, role = 'status', busy, children } = props;
  return (
    <div className="page-state" role={role} data-busy={busy}>
      <strong>{title}</strong>
      {hint ? <p>{hint}</p> : null}
      {children}
    </div>
  );
}

export function Loading(): ReactElement {
  const say = useTexts(shellTexts);
  return <PageState title={say('loading')} busy />;
}

export function NoPermission(): ReactElement {
  const say = useTexts(shellTexts);
  return <PageState title={say('noPermission')} hint={say('noPermissionHint')} role="alert" />;
}

/** Why something could not be shown, and a way to try again. */
export function ProblemState(props: {
  readonly problem: ApiProblem;
  readonly onRetry?: (() => void) | undefined;
}): ReactElement {
  const say = useTexts(shellTexts);
  const words = useWords();
  const { problem, onRetry } = props;
  const { title, detail } = problem;
  return (
    <PageState title={words(title)} hint={detail ? words(detail) : undefined} role="alert">
      {onRetry ? (
        <button type="button" className="plain-button" onClick={onRetry}>
          {say('retry')}
        </button>
      ) : null}
    </PageState>
  );
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: ApiProblem | null;
  readonly refetch: () => unknown;
}

/** What `useApi` brought: loading, why not, or the page with it. */
export function Answered<T>(props: {
  readonly of: Asked<T>;
  readonly children: (data: T) => ReactNode;
}): ReactElement {
  const { of, children } = props;
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ProblemState problem={of.error} onRetry={() => void of.refetch()} />;
  return <Loading />;
}

function Crashed(props: { readonly error: unknown; readonly onRetry: () => void }): ReactElement {
  const say = useTexts(shellTexts);
  const problem = asProblem(props.error);
  return (
    <PageState title={say('crashed')} hint={say('crashedHint')} role="alert">
      <button type="button" className="plain-button" onClick={props.onRetry}>
        {say('retry')}
      </button>
      <code>{problem.message.slice(0, 200)}</code>
    </PageState>
  );
}

interface BoundaryProps {
  /** Another page: what failed on the last one is forgotten. */
  readonly at: string;
  readonly children: ReactNode;
}

/** A page that fails takes nothing else with it. */
export class ErrorBoundary extends Component<BoundaryProps, { error: unknown; at: string }> {
  override state: { error: unknown; at: string } = { error: null, at: this.props.at };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps(
    { at }: BoundaryProps,
    state: { error: unknown; at: string },
  ): { error: unknown; at: string } | null {
    return at === state.at ? null : { error: null, at };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <Crashed error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}
