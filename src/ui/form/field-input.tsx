import { type ReactElement, useId } from 'react';
import { SourceChip } from '../chips.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useTexts } from '../texts.ts';
import type { FieldValue } from './state.ts';

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'area' | 'number' | 'date' | 'select' | 'boolean' | 'password';
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
}

/** A field with its label, its source and what to mend. */
export function FieldInput(props: FieldProps): ReactElement {
  const { field, fault } = props;
  const say = useTexts(kitTexts);
  const id = useId();
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
        <Input {...props} id={id} told={told === '' ? undefined : told} />
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

function Input(
  props: FieldProps & { readonly id: string; readonly told: string | undefined },
): ReactElement {
  const { field, value, fault, onChange, id, told } = props;
  const say = useTexts(kitTexts);
  const { kind, readOnly = false, required = false } = field;
  const common = {
    id,
    name: field.name,
    'aria-describedby': told,
    'aria-invalid': fault !== null,
    'aria-required': required,
  };
  if (kind === 'select' || kind === 'boolean') {
    const yesNo = [
      { value: 'true', label: say('yes') },
      { value: 'false', label: say('no') },
    ];
    const options = kind === 'boolean' ? yesNo : (field.options ?? []);
    return (
      <select
        {...common}
        value={value === null ? '' : String(value)}
        disabled={readOnly}
        onChange={({ target }) => onChange(parsed(kind, target.value))}
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
  const text = value === null ? '' : String(value);
  if (kind === 'area') {
    return (
      <textarea
        {...common}
        rows={4}
        value={text}
        readOnly={readOnly}
        onChange={({ target }) => onChange(parsed(kind, target.value))}
      />
    );
  }
  return (
    <input
      {...common}
      type={kind}
      step={kind === 'number' ? 'any' : undefined}
      autoComplete={field.autoComplete ?? 'off'}
      value={text}
      readOnly={readOnly}
      onChange={({ target }) => onChange(parsed(kind, target.value))}
    />
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
