import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { sheetsContract } from '../contract.ts';
import { TemplateButton } from './template-button.tsx';
import { sheetsTexts } from './texts.ts';
import './sheets.css';

/** Every ledger that can be imported, with its template. */
function LedgersPage(): ReactElement {
  const say = useTexts(sheetsTexts);
  const words = useWords();
  const ledgers = useApi(sheetsContract.ledgers, {});
  return (
    <div className="sheets">
      <h1>{say('ledgers')}</h1>
      <p className="muted">{say('ledgersHint')}</p>
      <Answered of={ledgers}>
        {(data) => (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('ledger')}</th>
                <th scope="col">{say('requiredColumns')}</th>
                <th scope="col">{say('actions')}</th>
              </tr>
            </thead>
            <tbody>
              {data.ledgers.map(({ type, title, columns }) => (
                <tr key={type}>
                  <th scope="row">
                    <Link to={`/sheets/${type}`}>{words(title)}</Link>
                  </th>
                  <td>
                    {columns
                      .filter(({ required }) => required)
                      .map((column) => words(column.title))
                      .join(' · ')}
                  </td>
                  <td>
                    <div className="sheets-actions">
                      <TemplateButton type={type} name={words(title)} />
                      <Link
                        className="button button-usual"
                        to={`/sheets/${type}`}
                        aria-label={say('importOf', { name: words(title) })}
                      >
                        {say('openImport')}
                      </Link>
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </div>
  );
}

export const page = LedgersPage;
