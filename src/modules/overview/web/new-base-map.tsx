import { type ReactElement, useId, useState } from 'react';
import { bothWords } from '../../../kernel/endpoint.ts';
import { useWrite } from '../../../ui/api/use-api.ts';
import { FileButton } from '../../../ui/file-button.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { baseMapContract, MOST_BYTES } from '../base-map-contract.ts';
import { overviewTexts } from './texts.ts';

const FIELDS = ['name', 'approval', 'attribution'] as const;
type Name = (typeof FIELDS)[number];
const LABELS = { name: 'baseMapName', approval: 'approval', attribution: 'attribution' } as const;
const HINTS = {
  name: 'nameHint',
  approval: 'approvalHint',
  attribution: 'attributionHint',
} as const;

/** Its name, number and source, then the file: checked by the server, not yet in force. */
export function NewBaseMap(): ReactElement {
  const say = useTexts(overviewTexts);
  const words = useWords();
  const [values, write] = useState<Readonly<Record<Name, string>>>({
    ...{ name: '', approval: '', attribution: '' },
  });
  const [faults, blame] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const add = useWrite(baseMapContract.addBaseMap);
  const send = async (file: File, onProgress: (part: number) => void): Promise<void> => {
    const read = baseMapContract.addBaseMap.body.safeParse(values);
    if (!read.success) {
      const found = read.error.issues.map(({ path, message }) => {
        const both = bothWords(message);
        return [String(path[0]), both ? words(both) : message] as const;
      });
      blame(Object.fromEntries(found));
      return;
    }
    blame({});
    const { name } = await add.mutateAsync({ body: values, file, onProgress });
    toast.good(say('baseMapAdded', { name }));
    write({ name: '', approval: '', attribution: '' });
  };
  return (
    <section className="card">
      <h2>{say('baseMapAdd')}</h2>
      <p className="muted">{say('baseMapFileHint')}</p>
      <div className="base-map-fields">
        {FIELDS.map((field) => (
          <Field
            key={field}
            field={field}
            value={values[field]}
            fault={faults[field]}
            onChange={(text) => write({ ...values, [field]: text })}
          />
        ))}
      </div>
      <FileButton accept=".geojson,.json" maxBytes={MOST_BYTES} kind="main" onFile={send}>
        {say('baseMapFile')}
      </FileButton>
    </section>
  );
}

function Field(props: {
  readonly field: Name;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (text: string) => void;
}): ReactElement {
  const { field, value, fault, onChange } = props;
  const say = useTexts(overviewTexts);
  const id = useId();
  return (
    <div className={fault === undefined ? 'field' : 'field field-wrong'}>
      <label htmlFor={id}>{say(LABELS[field])}</label>
      <input
        id={id}
        type="text"
        value={value}
        maxLength={200}
        aria-describedby={`${id}-hint`}
        aria-invalid={fault === undefined ? undefined : true}
        onChange={({ target }) => onChange(target.value)}
      />
      <small id={`${id}-hint`} className={fault === undefined ? 'muted' : 'field-error'}>
        {fault ?? say(HINTS[field])}
      </small>
    </div>
  );
}
