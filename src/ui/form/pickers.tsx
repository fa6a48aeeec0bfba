import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import '../kit.css';
import { kitTexts } from '../kit-texts.ts';
import { useTexts } from '../texts.ts';
import { Picker, type PickOption, type PickSource } from './picker.tsx';
import { valuesIn } from './state.ts';

interface PickersProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** What is chosen, joined by commas. */
  readonly value: string;
  /** Names that the page knows already. */
  readonly known: readonly PickOption[];
  readonly source: PickSource;
  readonly onChange: (value: string | null) => void;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly describedBy?: string | undefined;
}

/**
 * Several that are searched as one types: each a chip by its name. Backspace in the empty field
 * takes out the last one; each chip has a button that takes it out.
 */
export function Pickers(props: PickersProps): ReactElement {
  const { id, name, label, value, known, source, onChange } = props;
  const say = useTexts(kitTexts);
  const chosen = valuesIn(value);
  const names = useNames(chosen, known, source);
  const field = useRef<HTMLSpanElement>(null);
  const put = (next: readonly string[]): void =>
    onChange(next.length === 0 ? null : next.join(','));
  const takeOut = (gone: string): void => {
    put(chosen.filter((each) => each !== gone));
    // The button that had the focus is no more.
    field.current?.querySelector<HTMLElement>('[role=combobox]')?.focus();
  };
  const others: PickSource = {
    ...source,
    find: async (typed) => {
      const found = await source.find(typed);
      names.learn(found);
      return found.filter((option) => !chosen.includes(option.value));
    },
  };
  const onDelete = (event: KeyboardEvent, each: string): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    takeOut(each);
  };
  return (
    <span className="pickers" ref={field}>
      <input type="hidden" name={name} value={value} />
      {chosen.length > 0 ? (
        <ul className="pickers-chosen" aria-label={say('pickChosen', { field: label })}>
          {chosen.map((each) => (
            <li key={each} className="picker-chip">
              {names.of(each)}
              <button
                type="button"
                className="picker-chip-out"
                aria-label={say('pickRemove', { name: names.of(each) })}
                onClick={() => takeOut(each)}
                onKeyDown={(event) => onDelete(event, each)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Picker
        id={id}
        value=""
        label=""
        adds
        source={others}
        invalid={props.invalid}
        required={props.required}
        describedBy={props.describedBy}
        onChange={(taken) => (taken === null ? undefined : put([...chosen, taken]))}
        onBack={() => put(chosen.slice(0, -1))}
      />
    </span>
  );
}

type Names = ReadonlyMap<string, string>;

const withNames =
  (options: readonly PickOption[]) =>
  (before: Names): Names =>
    new Map([...before, ...options.map(({ value, label }) => [value, label] as const)]);

/** Names of what is chosen: known to the page, learnt from what was found, or asked for. */
function useNames(chosen: readonly string[], known: readonly PickOption[], source: PickSource) {
  const [learnt, setLearnt] = useState<Names>(new Map());
  const asked = useRef({ source, ids: new Set<string>() });
  asked.current.source = source;
  const given = useMemo(() => new Map(known.map((each) => [each.value, each.label])), [known]);
  const learn = (options: readonly PickOption[]): void => setLearnt(withNames(options));
  const unknown = chosen.filter((each) => !given.has(each) && !learnt.has(each)).join(',');
  useEffect(() => {
    const { ids } = asked.current;
    for (const value of valuesIn(unknown).filter((each) => !ids.has(each))) {
      ids.add(value);
      void asked.current.source
        .named(value)
        .then((label) => (label === null ? undefined : setLearnt(withNames([{ value, label }]))))
        .catch(() => undefined);
    }
  }, [unknown]);
  const of = (value: string): string => given.get(value) ?? learnt.get(value) ?? value;
  return { of, learn };
}
