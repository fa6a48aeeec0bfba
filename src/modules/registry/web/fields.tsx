import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { SourceChip, StatusChip } from '../../../ui/chips.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import type { Field, RecordAnswer } from '../model.ts';
import { History } from './history.tsx';
import { useSourceName } from './said.ts';
import { ShownValue } from './shown-value.tsx';
import { registryTexts } from './texts.ts';

/** The groups of a record: each value with its source, its history one click away. */
export function FieldGroups(props: { readonly record: RecordAnswer }): ReactElement {
  const { record } = props;
  const words = useWords();
  const [field, setField] = useState<Field | null>(null);
  return (
    <>
      {record.groups.map((group) => (
        <section key={group.name} className="card field-group" aria-label={words(group.label)}>
          <h2>{words(group.label)}</h2>
          <dl>
            {group.fields.map((each) => (
              <FieldLine key={each.name} field={each} record={record} onHistory={setField} />
            ))}
          </dl>
        </section>
      ))}
      {field ? (
        <History
          type={record.type}
          id={record.id}
          attribute={{ name: field.name, label: words(field.label) }}
          onClose={() => setField(null)}
        />
      ) : null}
    </>
  );
}

function FieldLine(props: {
  readonly field: Field;
  readonly record: RecordAnswer;
  readonly onHistory: (field: Field) => void;
}): ReactElement {
  const { field, record, onHistory } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const sourceName = useSourceName();
  const [revealing, setRevealing] = useState(false);
  const { source, origin, required } = field;
  return (
    <div>
      <dt>{words(field.label)}</dt>
      <dd>
        <ShownValue shown={field} name={field.name} unit={field.unit} />
        {field.masked ? (
          <Button
            kind="text"
            onClick={() => setRevealing(true)}
            label={say('revealOf', { what: words(field.label) })}
          >
            {say('reveal')}
          </Button>
        ) : null}
        {source ? (
          <button
            type="button"
            className="source-button"
            title={say('historyOf', { what: words(field.label) })}
            onClick={() => onHistory(field)}
          >
            <SourceChip source={sourceName(source)} time={source.at.slice(0, 10)} />
          </button>
        ) : null}
        {source?.late && source.recorder !== 'demo' ? (
          <StatusChip tone="soon" text={say('late')} />
        ) : null}
        {origin === 'derived' ? <span className="source">{say('computed')}</span> : null}
        {origin === 'default' ? <span className="source">{say('usual')}</span> : null}
        {origin === 'none' && required ? <StatusChip tone="overdue" text={say('missing')} /> : null}
        {revealing ? (
          <Reveal record={record} field={field} onClose={() => setRevealing(false)} />
        ) : null}
      </dd>
    </div>
  );
}

/** Personal data in whole: why is asked, and written down. */
function Reveal(props: {
  readonly record: RecordAnswer;
  readonly field: Field;
  readonly onClose: () => void;
}): ReactElement {
  const { record, field, onClose } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const reveal = useWrite(registryContract.revealValue);
  const [value, setValue] = useState<string | null>(null);
  const { type, id } = record;
  return (
    <Dialog title={say('revealTitle')} onClose={onClose}>
      {value === null ? (
        <FieldForm
          name={`reveal/${type}/${id}`}
          label={say('revealTitle')}
          fields={[
            {
              name: 'reason',
              label: say('reason'),
              kind: 'text',
              required: true,
              hint: say('revealHint'),
            },
          ]}
          initial={{ reason: null }}
          submitText={say('reveal')}
          submit={async ({ reason }) => {
            const body = { attribute: field.name, reason: String(reason ?? '') };
            const shown = await reveal.mutateAsync({ params: { type, id }, body });
            setValue(shown.value ?? '—');
          }}
          onCancel={onClose}
        />
      ) : (
        <>
          <p>
            {say('label', { what: words(field.label) })}
            <strong>{value}</strong>
          </p>
          <Button onClick={onClose}>{say('reveal')}</Button>
        </>
      )}
    </Dialog>
  );
}
