import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { useTexts } from '../../../ui/texts.ts';
import { windowsContract } from '../windows-contract.ts';
import { timeText } from './chips.tsx';
import { windowTexts } from './window-texts.ts';
import './live.css';

const minuteText = (iso: string): string => timeText(iso).slice(0, 16);

/** What covers a tag at a moment: whoever looks at its alarm is told. */
function CoveredBy(props: { readonly tag: string; readonly at: string }): ReactElement | null {
  const say = useTexts(windowTexts);
  const { tag, at } = props;
  const found = useApi(windowsContract.windows, { query: { tag, at, limit: '5' } });
  const rows = found.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <div role="note" className="live-covered">
      {rows.map((row) => (
        <p key={row.id}>
          {say('covers', {
            ...{ kind: say(row.kind), reason: row.reason, by: row.declaredBy ?? '—' },
            ...{ from: minuteText(row.startsAt), until: minuteText(row.endedAt ?? row.endsAt) },
          })}
        </p>
      ))}
    </div>
  );
}

export default CoveredBy;
