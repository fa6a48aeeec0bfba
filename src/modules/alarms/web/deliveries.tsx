import type { ReactElement } from 'react';
import { StatusChip } from '../../../ui/chips.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { AlarmWhole } from '../contract.ts';
import { clock } from './parts.tsx';
import { alarmsTexts } from './texts.ts';

const TONES = { waiting: 'going', sent: 'done', givenUp: 'overdue', dropped: 'unknown' } as const;

/** Who was told, by what, and what became of it: an alarm that reached nobody is seen here. */
export function Deliveries(props: { readonly alarm: AlarmWhole }): ReactElement | null {
  const { deliveries } = props.alarm;
  const say = useTexts(alarmsTexts);
  const words = useWords();
  if (deliveries.length === 0) return null;
  return (
    <section className="alarm-box" aria-label={say('deliveries')}>
      <h2>{say('deliveries')}</h2>
      <ul className="alarm-deliveries">
        {deliveries.map(({ channel, to, recipient, state, why, tries, nextAt, ...each }) => (
          <li key={`${each.madeAt}/${to.en}/${channel.code}/${recipient}`}>
            <StatusChip tone={TONES[state.code]} text={words(state.text)} />{' '}
            {`${words(channel.text)} · ${words(to)} ${recipient ?? ''}`}
            <div className="muted">
              {clock(each.doneAt ?? each.madeAt)}
              {tries > 1 ? ` · ${say('tries', { n: tries })}` : ''}
              {why ? ` · ${words(why)}` : ''}
              {nextAt ? ` · ${say('nextTry', { at: clock(nextAt) })}` : ''}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
