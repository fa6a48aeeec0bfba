import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import './kit.css';
import { useAsOf } from './as-of.tsx';
import { kitTexts } from './kit-texts.ts';
import { useLanguage, useTexts } from './texts.ts';

export interface NumberCardProps {
  readonly label: string;
  /** null: not known, shown as —. */
  readonly value: number | string | null;
  readonly unit?: string;
  /** The rows behind the number. */
  readonly to: string;
  /** When the number was so; the header's day where absent. */
  readonly asOf?: string;
  /** Its definition (口径): `/metrics/overdue`. */
  readonly metric?: string;
  readonly tone?: 'plain' | 'bad' | 'good';
  readonly children?: ReactNode;
}

/** A number, of when it is, what it means and where its rows are. */
export function NumberCard(props: NumberCardProps): ReactElement {
  const { label, value, unit, to, metric, tone = 'plain', children } = props;
  const say = useTexts(kitTexts);
  const { day } = useAsOf();
  const text = useNumber();
  return (
    <section className={`card number number-${tone}`}>
      <h3>
        <Link to={to}>{label}</Link>
      </h3>
      <Link to={to} className="number-value" aria-label={`${label} ${text(value)}${unit ?? ''}`}>
        {text(value)}
        {unit ? <small> {unit}</small> : null}
      </Link>
      {children}
      <p className="number-foot">
        <span>{say('asOf', { time: props.asOf ?? day })}</span>
        {metric ? (
          <Link to={metric} aria-label={say('metricOf', { name: label })}>
            [{say('metric')}]
          </Link>
        ) : null}
      </p>
    </section>
  );
}

/** Numbers as people write them: 1,234. */
export function useNumber(): (value: number | string | null, digits?: number) => string {
  const language = useLanguage();
  return (value, digits = 2) => {
    if (value === null) return '—';
    if (typeof value === 'string') return value;
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
    return value.toLocaleString(locale, { maximumFractionDigits: digits });
  };
}
