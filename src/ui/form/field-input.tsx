import { type ReactElement, useId } from 'react';
import { SourceChip } from '../chips.tsx';
import { DayInput } from '../day-input.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useTexts } from '../texts.ts';
import { type FileSource, FilesInput } from './files-input.tsx';
import { Picker, type PickSource } from './picker.tsx';
import { Pickers } from './pickers.tsx';
import type { FieldValue, Values } from './state.ts';

export interface FormField {
  readonly name: string;
  readonly label: string;
  /**
   * `choices`, `pickers`: any number of the options, their values joined by commas. `moment`: a day
   * and a time as people write it, 2026-06-30T08:00.
   */
  readonly kind:
    | 'text'
    | 'area'
    | 'number'
    | 'date'
    | 'moment'
    | 'select'
    | 'choices'
    | 'boolean'
    | 'picker'
    | 'pickers'
    | 'files'
    | 'part'
    | 'password';
  /** Of a picker: where its options come from. */
  readonly pick?: PickSource;
  /** Of a part: what the page itself shows in the field's place; it may set other fields as well. */
  readonly part?: (value: FieldValue, put: (values: Values) => void) => ReactElement;
  /** Of files: where they are sent. */
  readonly files?: FileSource;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly unit?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  /** Where the value comes from and of when it is. */
  readonly source?: { readonly source: string; readonly time: string };
  readonly autoComplete?: string;
}

interface FieldProps {
  readonly field: FormField;
  readonly value: FieldValue;
  readonly fault: string | null;
  readonly onChange: (value: FieldValue) => void;
  readonly onPut?: (values: Values) => void;
}

/** A field with its label, its source and what to mend. */
export function FieldInput(props: FieldProps): ReactElement {
  const { field, fault } = props;
  const say = useTexts(kitTexts);
  const id = useId();
  if (field.kind === 'part') return <Part {...props} />;
  const told = [fault ? `${id}-fault` : '', field.hint ? `${id}-hint` : ''].join(' ').trim();
  return (
    <div className={fault ? 'field field-wrong' : 'field'}>
      <div className="field-label">
        <label htmlFor={id}>
          {field.label}
          {field.required ? (
            <span className="field-required" title={say('required')}>
              {' '}
              *
            </span>
          ) : null}
        </label>
        {field.source ? <SourceChip {...field.source} /> : null}
      </div>
      <div className="field-row">
        <Any {...props} id={id} told={told === '' ? undefined : told} />
        {field.unit ? <span className="muted">{field.unit}</span> : null}
      </div>
      {field.hint ? (
        <div className="muted" id={`${id}-hint`}>
          {field.hint}
        </div>
      ) : null}
      {fault ? (
        <div className="field-error" id={`${id}-fault`}>
          {fault}
        </div>
      ) : null}
    </div>
  );
}

/** What the page shows in the field's place names itself. */
function Part(props: FieldProps): ReactElement {
  const { field, value, fault, onPut } = props;
  return (
    <div className={fault ? 'field field-wide field-wrong' : 'field field-wide'}>
      {field.part && onPut ? field.part(value, onPut) : null}
      {field.hint ? <div className="muted">{field.hint}</div> : null}
      {fault ? (
        <div className="field-error" role="alert">
          {fault}
        </div>
      ) : null}
    </div>
  );
}

type InputProps = FieldProps & { readonly id: string; readonly told: string | undefined };

function Any(props: InputProps): ReactElement {
  const { field, fault, onChange, onPut: _, ...rest } = props;
  if (field.kind === 'choices') return <Choices {...props} text={String(props.value ?? '')} />;
  if (field.kind === 'pickers' && field.pick) return <Several {...props} source={field.pick} />;
  if (field.kind !== 'files' || !field.files) return <Input {...props} />;
  const invalid = fault !== null;
  const given = { ...rest, label: field.label, source: field.files, invalid, onChange };
  return <FilesInput {...given} />;
}

function Several(props: InputProps & { readonly source: PickSource }): ReactElement {
  const { field, value, fault, id, told, source, onChange } = props;
  return (
    <Pickers
      id={id}
      name={field.name}
      label={field.label}
      value={String(value ?? '')}
      known={field.options ?? []}
      source={source}
      invalid={fault !== null}
      required={field.required ?? false}
      describedBy={told}
      onChange={onChange}
    />
  );
}

function Input(props: InputProps): ReactElement {
  const { field, value, fault, onChange, id, told } = props;
  const { kind, readOnly = false, required = false } = field;
  const common = {
    id,
    name: field.name,
    'aria-describedby': told,
    'aria-invalid': fault !== null,
    'aria-required': required,
  };
  const text = value === null ? '' : String(value);
  const take = (typed: string): void => onChange(parsed(kind, typed));
  if (kind === 'select' || kind === 'boolean') {
    return <Select {...props} common={common} text={text} take={take} />;
  }
  if (kind === 'picker' && field.pick) {
    return (
      <Picker
        id={id}
        name={field.name}
        value={text}
        label={field.options?.find((option) => option.value === text)?.label}
        source={field.pick}
        invalid={fault !== null}
        required={required}
        describedBy={told}
        onChange={onChange}
      />
    );
  }
  if (kind === 'area') {
    const area = { ...common, rows: 4, value: text, readOnly };
    return <textarea {...area} onChange={({ target }) => take(target.value)} />;
  }
  if (kind === 'date') {
    return (
      <DayInput
        id={id}
        name={field.name}
        value={text}
        disabled={readOnly}
        invalid={fault !== null}
        describedBy={told}
        onChange={take}
      />
    );
  }
  return (
    <input
      {...common}
      type={kind === 'moment' ? 'datetime-local' : kind}
      step={kind === 'number' ? 'any' : undefined}
      autoComplete={field.autoComplete ?? 'off'}
      value={text}
      readOnly={readOnly}
      onChange={({ target }) => take(target.value)}
    />
  );
}

/** Boxes to tick, in the order of the options. */
function Choices(props: InputProps & { readonly text: string }): ReactElement {
  const { field, id, told, text, onChange } = props;
  const on = text === '' ? [] : text.split(',');
  const options = field.options ?? [];
  const known = new Set(options.map(({ value }) => value));
  // What is no option any more stays until it is unticked.
  const gone = on.filter((value) => !known.has(value)).map((value) => ({ value, label: value }));
  const all = [...options, ...gone];
  const toggle = (value: string, ticked: boolean): void => {
    const next = all.filter((each) => (each.value === value ? ticked : on.includes(each.value)));
    onChange(next.map((each) => each.value).join(','));
  };
  return (
    <fieldset id={id} className="field-choices" aria-label={field.label} aria-describedby={told}>
      {all.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            name={field.name}
            value={value}
            checked={on.includes(value)}
            disabled={field.readOnly ?? false}
            onChange={({ target }) => toggle(value, target.checked)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Select(
  props: InputProps & {
    readonly common: object;
    readonly text: string;
    readonly take: (typed: string) => void;
  },
): ReactElement {
  const { field, common, text, take } = props;
  const say = useTexts(kitTexts);
  const yesNo = [
    { value: 'true', label: say('yes') },
    { value: 'false', label: say('no') },
  ];
  const options = field.kind === 'boolean' ? yesNo : (field.options ?? []);
  return (
    <select
      {...common}
      value={text}
      disabled={field.readOnly ?? false}
      onChange={({ target }) => take(target.value)}
    >
      <option value="">{say('choose')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** What was typed, as the contract takes it; an empty field is no value. */
export function parsed(kind: FormField['kind'], text: string): FieldValue {
  if (text === '') return null;
  if (kind === 'boolean') return text === 'true';
  if (kind !== 'number') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
