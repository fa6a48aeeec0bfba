import { type ReactElement, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAsOf } from '../as-of.tsx';
import { DayInput } from '../day-input.tsx';
import { Button } from '../dialog.tsx';
import type { PageDefinition } from '../page.ts';
import { mayOpen } from '../page.ts';
import { Panel } from '../panel.tsx';
import { preferences, usePreferences } from '../preferences.ts';
import { useSessionState } from '../session.tsx';
import { useTexts, useWords } from '../texts.ts';
import { Switches } from './switches.tsx';
import { shellTexts } from './texts.ts';

function Search(): ReactElement {
  const say = useTexts(shellTexts);
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  return (
    <search className="shell-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim() !== '') void navigate(`/search?q=${encodeURIComponent(words.trim())}`);
        }}
      >
        <input
          type="search"
          aria-label={say('searchLabel')}
          placeholder={say('search')}
          value={words}
          maxLength={100}
          onChange={({ target }) => setWords(target.value)}
        />
      </form>
    </search>
  );
}

/** The day as of which everything is shown; said in colour when it is not the newest. */
function Day(props: { readonly disabled: boolean }): ReactElement {
  const say = useTexts(shellTexts);
  const { day, today, firstDay, choose } = useAsOf();
  const id = useId();
  return (
    <span className="shell-day">
      <label htmlFor={id}>{say('asOf')}</label>
      <DayInput
        id={id}
        disabled={props.disabled}
        value={day}
        min={firstDay}
        max={today}
        onChange={(chosen) => choose(chosen === '' ? null : chosen)}
      />
    </span>
  );
}

function Past(): ReactElement | null {
  const say = useTexts(shellTexts);
  const { asOf, choose } = useAsOf();
  if (asOf === null) return null;
  return (
    <div className="shell-past" role="status">
      <span>{say('asOfPast', { day: asOf })}</span>
      <button type="button" onClick={() => choose(null)}>
        {say('backToToday')}
      </button>
    </div>
  );
}

function Account(props: { readonly mine: readonly PageDefinition[] }): ReactElement | null {
  const say = useTexts(shellTexts);
  const words = useWords();
  const { session, signOut } = useSessionState();
  if (!session) return <Link to="/login">{say('signIn')}</Link>;
  const role = session.roleWords.map(words).join(' / ');
  return (
    <Panel title={role === '' ? session.name : `${session.name} · ${role}`} kind="text">
      {props.mine.map(({ path, title }) => (
        <Link key={path} to={path}>
          {words(title)}
        </Link>
      ))}
      <Button kind="text" onClick={() => void signOut()}>
        {say('signOut')}
      </Button>
    </Panel>
  );
}

export function Header(props: {
  readonly pages: readonly PageDefinition[];
  readonly current: PageDefinition | null;
}): ReactElement {
  const say = useTexts(shellTexts);
  const words = useWords();
  const { session } = useSessionState();
  const { asOf } = useAsOf();
  const { menuFolded } = usePreferences();
  const roles = session?.roles ?? null;
  const open = props.pages.filter((page) => mayOpen(page, roles));
  const has = (path: string): boolean => open.some((page) => page.path === path);
  return (
    <header className={asOf === null ? 'shell-header' : 'shell-header past'}>
      <button
        type="button"
        className="plain-button"
        aria-expanded={!menuFolded}
        aria-controls="menu"
        aria-label={say(menuFolded ? 'unfoldMenu' : 'foldMenu')}
        onClick={() => preferences.set({ menuFolded: !menuFolded })}
      >
        <span aria-hidden="true">☰</span>
      </button>
      <Link to="/" className="shell-brand">
        {say('product')}
      </Link>
      {has('/search') ? <Search /> : null}
      <span className="shell-space" />
      {session ? (
        <span className="shell-scope" title={words(session.scopeWords)}>
          {say('scope', { scope: words(session.scopeWords) })}
        </span>
      ) : null}
      <Day disabled={props.current?.timeless ?? false} />
      <Switches />
      <Account mine={open.filter(({ path }) => path === '/me')} />
      <Past />
    </header>
  );
}
