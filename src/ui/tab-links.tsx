import type { ReactElement } from 'react';
import { Link } from 'react-router';

/** Parts of a page, each by its address (`?tab=`); the one that is shown is marked. */
export function TabLinks<Name extends string>(props: {
  readonly label: string;
  readonly names: readonly Name[];
  /** Null: something else is shown. */
  readonly shown: Name | null;
  readonly say: (name: Name) => string;
  /** What the address holds beside it, `&name=value`. */
  readonly kept?: string;
}): ReactElement {
  const { label, names, shown, say, kept = '' } = props;
  return (
    <nav className="tabs" aria-label={label}>
      {names.map((name) => (
        <Link
          key={name}
          to={`?tab=${name}${kept}`}
          replace
          aria-current={name === shown ? 'page' : undefined}
        >
          {say(name)}
        </Link>
      ))}
    </nav>
  );
}
