import type { ReactElement } from 'react';
import { callApi, keep } from '../../../ui/api/call.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { templatesContract } from '../contract.ts';
import { templatesTexts } from './texts.ts';

/** The import template of every ledger, with its version and fields. */
export function Sheets(): ReactElement {
  const say = useTexts(templatesTexts);
  const words = useWords();
  const lang = useLanguage();
  const sheets = useApi(templatesContract.sheetTemplates, {});
  const download = async (type: string): Promise<void> => {
    try {
      keep(await callApi(templatesContract.sheetTemplate, { params: { type }, query: { lang } }));
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <section className="card">
      <h2>{say('sheets')}</h2>
      <p className="muted">{say('sheetsHint')}</p>
      <Answered of={sheets}>
        {({ rows }) => (
          <table className="templates-table">
            <thead>
              <tr>
                <th scope="col">{say('ledger')}</th>
                <th scope="col">{say('version')}</th>
                <th scope="col">{say('fields')}</th>
                <th scope="col">{say('download')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ type, title, version, columns }) => (
                <tr key={type}>
                  <th scope="row">{words(title)}</th>
                  <td>{version}</td>
                  <td>
                    <Columns columns={columns} />
                  </td>
                  <td>
                    <Button
                      kind="text"
                      label={say('downloadOf', { name: words(title) })}
                      onClick={() => void download(type)}
                    >
                      {say('download')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </section>
  );
}

interface Column {
  readonly title: { readonly zh: string; readonly en: string };
  readonly required: boolean;
  readonly note: { readonly zh: string; readonly en: string } | null;
}

function Columns(props: { readonly columns: readonly Column[] }): ReactElement {
  const { columns } = props;
  const say = useTexts(templatesTexts);
  const words = useWords();
  const required = columns.filter((column) => column.required).length;
  return (
    <details>
      <summary>{say('fieldsN', { count: columns.length, required })}</summary>
      <ul>
        {columns.map((column) => (
          <li key={column.title.zh}>
            {words(column.title)}
            {column.required ? ` (${say('required')})` : null}
            {column.note ? <span className="muted"> {words(column.note)}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
