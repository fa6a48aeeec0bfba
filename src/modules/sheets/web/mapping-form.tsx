import { type ReactElement, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { Button, ConfirmButton } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { ImportDetail, LedgerView } from '../contract.ts';
import { sheetsContract } from '../contract.ts';
import { sheetsTexts } from './texts.ts';

/** Which column of the ledger each column of the file is; filled in from the headings. */
export function MappingForm(props: {
  readonly data: ImportDetail;
  readonly onDone: () => void;
}): ReactElement {
  const { data, onDone } = props;
  const ledgers = useApi(sheetsContract.ledgers, {});
  return (
    <Answered of={ledgers}>
      {(all) => {
        const columns = all.ledgers.find(({ type }) => type === data.type)?.columns ?? [];
        return <Form data={data} columns={columns} onDone={onDone} />;
      }}
    </Answered>
  );
}

function Form(props: {
  readonly data: ImportDetail;
  readonly columns: LedgerView['columns'];
  readonly onDone: () => void;
}): ReactElement {
  const say = useTexts(sheetsTexts);
  const words = useWords();
  const navigate = useNavigate();
  const { data, columns, onDone } = props;
  const { type, id, headings, lastDay } = data;
  const [validFrom, setValidFrom] = useState(data.validFrom ?? lastDay);
  const [mapping, setMapping] = useState(() => headings.map(({ attribute }) => attribute));
  const check = useWrite(sheetsContract.check);
  const discard = useWrite(sheetsContract.discard);
  const params = { type, id };
  const missing = columns.filter(
    ({ attribute, required }) => required && attribute !== 'id' && !mapping.includes(attribute),
  );
  const start = (): void =>
    check.mutate(
      { params, body: { mapping, validFrom } },
      { onSuccess: onDone, onError: toast.bad },
    );
  return (
    <>
      {missing.length > 0 ? (
        <p role="alert" className="form-fault">
          {say('missing', { names: missing.map(({ title }) => words(title)).join(' · ') })}
        </p>
      ) : null}
      <ValidFrom value={validFrom} last={lastDay} onChange={setValidFrom} />
      <div className="sheets-actions">
        <Button kind="main" disabled={check.isPending || !mapping.some(Boolean)} onClick={start}>
          {say('startCheck')}
        </Button>
        <ConfirmButton
          kind="text"
          title={say('discardTitle')}
          onConfirm={async () => {
            await discard.mutateAsync({ params });
            await navigate(`/sheets/${type}`);
          }}
        >
          {say('discard')}
        </ConfirmButton>
      </div>
      <MappingTable
        headings={headings}
        columns={columns}
        mapping={mapping}
        choose={(index, attribute) =>
          setMapping(mapping.map((old, at) => (at === index ? attribute : old)))
        }
      />
    </>
  );
}

/** From which day the values hold: today, or an earlier one that is recorded late. */
function ValidFrom(props: {
  readonly value: string;
  readonly last: string;
  readonly onChange: (day: string) => void;
}): ReactElement {
  const say = useTexts(sheetsTexts);
  const { value, last, onChange } = props;
  return (
    <p className="sheets-valid">
      <label htmlFor="valid-from">{say('validFrom')}</label>
      <DayInput
        id="valid-from"
        value={value}
        min="2024-01-01"
        max={last}
        describedBy="valid-from-hint"
        onChange={(day) => onChange(day === '' ? last : day)}
      />
      <span id="valid-from-hint" className="muted">
        {say('validFromHint')}
      </span>
    </p>
  );
}

function MappingTable(props: {
  readonly headings: ImportDetail['headings'];
  readonly columns: LedgerView['columns'];
  readonly mapping: readonly (string | null)[];
  readonly choose: (index: number, attribute: string | null) => void;
}): ReactElement {
  const say = useTexts(sheetsTexts);
  const words = useWords();
  const { headings, columns, mapping, choose } = props;
  return (
    <table className="plain-table sheets-mapping">
      <thead>
        <tr>
          <th scope="col">{say('fileColumn')}</th>
          <th scope="col">{say('ledgerColumn')}</th>
          <th scope="col">{say('samples')}</th>
        </tr>
      </thead>
      <tbody>
        {headings.map(({ text, samples }, index) => {
          const name = text === '' ? say('noHeading') : text;
          const place = `${index} ${text}`;
          return (
            <tr key={place} data-left-out={mapping[index] === null}>
              <th scope="row">{name}</th>
              <td>
                <select
                  aria-label={say('columnFor', { name })}
                  value={mapping[index] ?? ''}
                  onChange={({ target }) => choose(index, target.value || null)}
                >
                  <option value="">{say('leftOut')}</option>
                  {columns.map(({ attribute, title, required }) => (
                    <option
                      key={attribute}
                      value={attribute}
                      disabled={mapping.includes(attribute) && mapping[index] !== attribute}
                    >
                      {`${words(title)}${required ? ' *' : ''}`}
                    </option>
                  ))}
                </select>
              </td>
              <td className="muted">{samples.filter(Boolean).join(' / ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
