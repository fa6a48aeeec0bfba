import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import '../kit.css';
import { DayInput } from '../day-input.tsx';
import { Button } from '../dialog.tsx';
import { Picker, type PickSource } from '../form/picker.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useTexts } from '../texts.ts';
import type { Filters } from './filters.ts';

export interface FilterField<K extends string> {
  readonly name: K;
  readonly label: string;
  readonly kind: 'text' | 'select' | 'date' | 'picker';
  /** Of a picker: where its options come from. */
  readonly pick?: PickSource;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** So long after the last key a typed filter takes effect. */
const TYPED_MS = 400;

/** The filters of a list, one row; each takes effect by itself. */
export function FilterBar<K extends string>(props: {
  readonly fields: readonly FilterField<K>[];
  readonly values: Filters<K>;
  readonly onChange: (change: Readonly<Partial<Record<K, string | null>>>) => void;
}): ReactElement {
  const { fields, values, onChange } = props;
  const say = useTexts(kitTexts);
  const set = (name: K, value: string | null): void =>
    onChange({ [name]: value } as Partial<Record<K, string | null>>);
  const some = fields.some(({ name }) => values[name] !== undefined);
  const none = Object.fromEntries(fields.map(({ name }) => [name, null]));
  return (
    <search className="filter-bar" aria-label={say('filter')}>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => set(field.name, value)}
        />
      ))}
      {some ? (
        <Button kind="text" onClick={() => onChange(none as Partial<Record<K, string | null>>)}>
          {say('clearFilter')}
        </Button>
      ) : null}
    </search>
  );
}

/** An address may choose what the list does not offer: it is shown as it stands, to be cleared. */
function optionsOf<K extends string>({ options = [] }: FilterField<K>, value: string) {
  const offered = value === '' || options.some((option) => option.value === value);
  return offered ? options : [...options, { value, label: value }];
}

function Field<K extends string>(props: {
  readonly field: FilterField<K>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { field, value, onChange } = props;
  const say = useTexts(kitTexts);
  const id = useId();
  return (
    <span className="filter-field">
      <label htmlFor={id}>{field.label}</label>
      {field.kind === 'select' ? (
        <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{say('any')}</option>
          {optionsOf(field, value).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : field.kind === 'picker' && field.pick ? (
        <Picker
          id={id}
          value={value}
          source={field.pick}
          onChange={(next) => onChange(next ?? '')}
        />
      ) : field.kind === 'date' ? (
        <DayInput id={id} value={value} onChange={onChange} />
      ) : (
        <Typed id={id} value={value} onChange={onChange} />
      )}
    </span>
  );
}

function Typed(props: {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { id, value, onChange } = props;
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <input
      id={id}
      type="text"
      value={typed}
      maxLength={100}
      onChange={({ target }) => {
        setTyped(target.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onChange(target.value.trim()), TYPED_MS);
      }}
    />
  );
}
