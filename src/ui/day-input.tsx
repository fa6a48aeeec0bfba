import { type ReactElement, useEffect, useRef, useState } from 'react';
import './kit.css';
import { kitTexts } from './kit-texts.ts';
import { useTexts } from './texts.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day that exists, written 2026-06-30; digits alone are enough. null: none (yet). */
export function typedDay(text: string): string | null {
  const digits = text.replaceAll(/[-/.年月日\s]/g, '');
  const written = /^\d{8}$/.test(digits)
    ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
    : text;
  if (!DAY.test(written)) return null;
  const time = Date.parse(`${written}T00:00:00Z`);
  if (Number.isNaN(time)) return null;
  return new Date(time).toISOString().slice(0, 10) === written ? written : null;
}

export interface DayInputProps {
  readonly id: string;
  /** `''`: no day. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly min?: string;
  readonly max?: string;
  readonly disabled?: boolean;
  readonly name?: string;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}

/**
 * A day is written the same everywhere, year first, whatever the browser's own language; its own
 * calendar opens beside it.
 */
export function DayInput(props: DayInputProps): ReactElement {
  const { id, value, onChange, min, max, disabled = false } = props;
  const say = useTexts(kitTexts);
  const [typed, setTyped] = useState(value);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(value), [value]);
  const take = (text: string): void => {
    const day = text.trim() === '' ? '' : typedDay(text);
    const fits = day !== null && (day === '' || ((min ?? '') <= day && day <= (max ?? '9999')));
    if (fits && day !== value) onChange(day);
    setTyped(fits ? day : value);
  };
  return (
    <span className="day-input">
      <input
        id={id}
        type="text"
        name={props.name}
        inputMode="numeric"
        autoComplete="off"
        placeholder={say('dayForm')}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        disabled={disabled}
        value={typed}
        maxLength={12}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => take(typed)}
        onKeyDown={({ key }) => {
          if (key === 'Enter') take(typed);
        }}
      />
      <button
        type="button"
        className="day-open"
        aria-label={say('openCalendar')}
        disabled={disabled}
        onClick={() => picker.current?.showPicker()}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path
            d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
          />
        </svg>
      </button>
      <input
        ref={picker}
        type="date"
        className="day-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={typedDay(value) ?? ''}
        min={min}
        max={max}
        onChange={({ target }) => onChange(target.value)}
      />
    </span>
  );
}
