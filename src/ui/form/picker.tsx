import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import '../kit.css';
import { kitTexts } from '../kit-texts.ts';
import { useTexts } from '../texts.ts';

export interface PickOption {
  readonly value: string;
  readonly label: string;
  /** Tells options of one label apart. */
  readonly note?: string | null;
}

/** Where the options come from: found as somebody types, or by the value that stands. */
export interface PickSource {
  readonly find: (typed: string) => Promise<readonly PickOption[]>;
  readonly named: (value: string) => Promise<string | null>;
}

/** So long after the last key the search runs. */
const TYPED_MS = 200;

interface PickerProps {
  readonly id: string;
  readonly value: string;
  /** Its name, where the page knows it already. */
  readonly label?: string | undefined;
  readonly source: PickSource;
  readonly onChange: (value: string | null) => void;
  readonly name?: string;
  readonly invalid?: boolean;
  readonly required?: boolean;
  readonly describedBy?: string | undefined;
  /** What is taken goes elsewhere: the field is empty again. */
  readonly adds?: boolean;
  /** Backspace where nothing is typed. */
  readonly onBack?: () => void;
}

/** A field that is searched as one types: arrows move, Enter takes, Escape leaves it as it was. */
export function Picker(props: PickerProps): ReactElement {
  const { id } = props;
  const say = useTexts(kitTexts);
  const list = useId();
  const { name, typed, options, at, begin, leave, take, onKeyDown } = useCombobox(props);
  const open = options !== null && options.length > 0;
  return (
    <span className="picker">
      <input
        id={id}
        name={props.name}
        type="text"
        role="combobox"
        autoComplete="off"
        maxLength={100}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && at >= 0 ? `${list}-${at}` : undefined}
        aria-invalid={props.invalid ?? false}
        aria-required={props.required ?? false}
        aria-describedby={props.describedBy}
        placeholder={say('pickHint')}
        value={typed ?? name}
        onChange={({ target }) => begin(target.value)}
        onClick={() => (typed === null ? begin(name) : undefined)}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      <Options id={list} label={say('pickList')} options={options} at={at} onTake={take} />
    </span>
  );
}

/** What is typed, what it found, and which of it the keys stand on. */
function useCombobox({ value, label, source, onChange, adds, onBack }: PickerProps) {
  const [name, setName] = useName(value, label, source);
  const [typed, setTyped] = useState<string | null>(null);
  const { options, ask } = useOptions(source, typed !== null);
  const [at, setAt] = useState(-1);
  const begin = (text: string): void => {
    setTyped(text);
    setAt(-1);
    ask(text === name ? '' : text);
  };
  const leave = (): void => {
    // What was emptied is cleared; what was half typed is as it was.
    if (typed === '' && value !== '') onChange(null);
    setTyped(null);
  };
  const take = (option: PickOption): void => {
    if (!adds) setName(option.label);
    setTyped(null);
    onChange(option.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const count = options?.length ?? 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (options === null) begin(typed ?? name);
      else if (count > 0) setAt((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (event.key === 'Enter' && options) {
      event.preventDefault();
      const option = options[at] ?? (count === 1 ? options[0] : undefined);
      if (option) take(option);
    } else if (event.key === 'Backspace' && (typed ?? name) === '') {
      onBack?.();
    } else if (event.key === 'Escape' && typed !== null) {
      event.preventDefault();
      setTyped(null);
    }
  };
  return { name, typed, options, at, begin, leave, take, onKeyDown };
}

function Options(props: {
  readonly id: string;
  readonly label: string;
  readonly options: readonly PickOption[] | null;
  readonly at: number;
  readonly onTake: (option: PickOption) => void;
}): ReactElement {
  const { id, label, options, at, onTake } = props;
  const say = useTexts(kitTexts);
  const none = options !== null && options.length === 0;
  return (
    <>
      <div
        id={id}
        role="listbox"
        className="picker-list"
        aria-label={label}
        hidden={!options?.length}
      >
        {(options ?? []).map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            className="picker-option"
            aria-selected={index === at}
            // Before the field loses the focus, and with it the list.
            onPointerDown={(event) => {
              event.preventDefault();
              onTake(option);
            }}
          >
            {option.label}
            {option.note && option.note !== option.label ? (
              <span className="muted"> {option.note}</span>
            ) : null}
          </div>
        ))}
      </div>
      <span className={none ? 'picker-list picker-none' : 'visually-hidden'} role="status">
        {none ? say('pickNone') : ''}
      </span>
    </>
  );
}

/** The name of the value that stands; asked for where the page does not know it. */
function useName(
  value: string,
  label: string | undefined,
  source: PickSource,
): [string, (name: string) => void] {
  const [known, setKnown] = useState({ value, name: label ?? value });
  const asked = useRef(source);
  asked.current = source;
  useEffect(() => {
    let gone = false;
    if (value === '') setKnown({ value: '', name: '' });
    else if (label === undefined) {
      void asked.current
        .named(value)
        .then((name) => (gone ? undefined : setKnown({ value, name: name ?? value })))
        .catch(() => undefined);
    } else setKnown({ value, name: label });
    return () => {
      gone = true;
    };
  }, [value, label]);
  const name = known.value === value ? known.name : value;
  return [name, (next) => setKnown({ value, name: next })];
}

/** The options of the newest text; answers that come late are dropped. */
function useOptions(source: PickSource, wanted: boolean) {
  const [options, setOptions] = useState<readonly PickOption[] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!wanted) setOptions(null);
  }, [wanted]);
  const ask = (typed: string): void => {
    clearTimeout(timer.current);
    turn.current += 1;
    const mine = turn.current;
    timer.current = setTimeout(() => {
      void source
        .find(typed.trim())
        .then((found) => (turn.current === mine ? setOptions(found) : undefined))
        .catch(() => undefined);
    }, TYPED_MS);
  };
  return { options: wanted ? options : null, ask };
}
