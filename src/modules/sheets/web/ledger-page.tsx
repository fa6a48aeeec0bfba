import type { ReactElement } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useApiPages } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { FileButton } from '../../../ui/file-button.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, Loading, NoPermission, PageState, ProblemState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { sheetsContract } from '../contract.ts';
import { clockText, ImportChip } from './states.tsx';
import { TemplateButton } from './template-button.tsx';
import { sheetsTexts } from './texts.ts';
import './sheets.css';

const MOST_BYTES = 20 << 20;

/** One ledger: its template, the upload, and what was imported before. */
function LedgerPage(): ReactElement {
  const say = useTexts(sheetsTexts);
  const words = useWords();
  const navigate = useNavigate();
  const { type = '' } = useParams();
  const ledgers = useApi(sheetsContract.ledgers, {});
  const upload = async (file: File, onProgress: (part: number) => void): Promise<void> => {
    const { id } = await callApi(sheetsContract.upload, {
      params: { type },
      body: {},
      file,
      onProgress,
    });
    await navigate(`/sheets/${type}/${id}`);
  };
  return (
    <Answered of={ledgers}>
      {(data) => {
        const ledger = data.ledgers.find((each) => each.type === type);
        if (!ledger) return <NoPermission />;
        const name = words(ledger.title);
        return (
          <div className="sheets">
            <h1>{say('importOf', { name })}</h1>
            <p className="muted">{say('uploadHint')}</p>
            <div className="sheets-actions">
              <FileButton accept=".xlsx" maxBytes={MOST_BYTES} kind="main" onFile={upload}>
                {say('upload')}
              </FileButton>
              <TemplateButton type={type} name={name} />
            </div>
            <h2>{say('mine')}</h2>
            <Imports type={type} />
          </div>
        );
      }}
    </Answered>
  );
}

function Imports(props: { readonly type: string }): ReactElement {
  const say = useTexts(sheetsTexts);
  const number = useNumber();
  const { type } = props;
  const list = useApiPages(sheetsContract.imports, { params: { type } }, { topics: ['sheets'] });
  if (list.data === undefined) {
    if (list.error) return <ProblemState problem={list.error} onRetry={() => list.refetch()} />;
    return <Loading />;
  }
  const rows = list.data.pages.flatMap((each) => each.rows);
  if (rows.length === 0) return <PageState title={say('noImports')} />;
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('file')}</th>
            <th scope="col">{say('uploadedAt')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('rows')}</th>
            <th scope="col">{say('importedRows')}</th>
            <th scope="col">{say('wrongRows')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, fileName, createdAt, state, rows: all, outcomes, counts }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/sheets/${type}/${id}`}>{fileName}</Link>
              </th>
              <td>{clockText(createdAt)}</td>
              <td>
                <ImportChip state={state} />
              </td>
              <td className="sheets-number">{number(all)}</td>
              <td className="sheets-number">{number(outcomes.imported)}</td>
              <td className="sheets-number">{number(counts.error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage ? (
        <Button onClick={() => void list.fetchNextPage()}>{say('more')}</Button>
      ) : null}
    </>
  );
}

export const page = LedgerPage;
