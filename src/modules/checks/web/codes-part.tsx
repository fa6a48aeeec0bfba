import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { checksContract } from '../contract.ts';
import { checksTexts } from './texts.ts';

/** A sheet of QR codes, one a place, to print and put up. */
export function CodesPart(props: { readonly enterprise: string | undefined }): ReactElement {
  const { enterprise } = props;
  const say = useTexts(checksTexts);
  const words = useWords();
  const query = { origin: window.location.origin, ...(enterprise ? { enterprise } : {}) };
  const codes = useApi(checksContract.places, { query }, { topics: ['controlMeasure'] });
  return (
    <Answered of={codes}>
      {({ rows, enterprise: { name, id } }) =>
        rows.length === 0 ? (
          <PageState title={say('noPlaces')} />
        ) : (
          <>
            <p className="muted checks-no-print">
              {say('codesHint')}{' '}
              <Button kind="main" onClick={() => window.print()}>
                {say('print')}
              </Button>
            </p>
            <ul className="checks-codes">
              {rows.map((row) => (
                <li key={row.code}>
                  <svg
                    viewBox={`0 0 ${row.size} ${row.size}`}
                    role="img"
                    aria-label={say('codeOf', { name: row.name })}
                    shapeRendering="crispEdges"
                  >
                    <rect width={row.size} height={row.size} fill="#fff" />
                    <path d={row.path} fill="#000" />
                  </svg>
                  <strong>{row.name}</strong>
                  {row.facility ? <span>{row.facility}</span> : null}
                  <span>
                    {row.level ? `${words(row.level.text)} · ` : ''}
                    {say('measures', { count: row.measures })}
                  </span>
                  <small>{name ?? id}</small>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Answered>
  );
}
