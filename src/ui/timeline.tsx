import type { ReactElement, ReactNode } from 'react';
import './kit.css';
import type { Tone } from './chips.tsx';

export interface TimelineItem {
  readonly key: string;
  readonly time: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly tone?: Tone;
}

/** What happened, newest first or as given. */
export function Timeline(props: {
  readonly label: string;
  readonly items: readonly TimelineItem[];
}): ReactElement {
  return (
    <ol className="timeline" aria-label={props.label}>
      {props.items.map(({ key, time, title, detail, tone = 'going' }) => (
        <li key={key} className={`timeline-${tone}`}>
          <time>{time}</time>
          <div>
            <strong>{title}</strong>
            {detail ? <div className="muted">{detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The words of a plan or a law as they stand there, and where. */
export function Quote(props: { readonly text: string; readonly source: string }): ReactElement {
  return (
    <figure className="quote">
      <blockquote lang="zh-CN">{props.text}</blockquote>
      <figcaption>—— {props.source}</figcaption>
    </figure>
  );
}
