import type { ReactElement, ReactNode } from 'react';
import './live.css';

/** What is known of a thing, each with its name. */
export function Facts(props: {
  readonly of: readonly (readonly [string, ReactNode])[];
}): ReactElement {
  return (
    <dl className="live-facts">
      {props.of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
