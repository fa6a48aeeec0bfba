/** Longer without a touch than this is no work on the form. */
export const IDLE_MS = 60_000;
/** A write belongs to the form that was submitted within this time. */
const SUBMITTED_MS = 15_000;

/** How long one form was worked on: only between touches that lie close together, in sight. */
export class Stopwatch {
  #ms = 0;
  #last: number | null = null;

  touch(now: number): void {
    if (this.#last !== null) {
      const gap = now - this.#last;
      if (gap > 0 && gap <= IDLE_MS) this.#ms += gap;
    }
    this.#last = now;
  }

  /** Out of sight: the time until it is touched again does not count. */
  pause(now: number): void {
    this.touch(now);
    this.#last = null;
  }

  /** Whole seconds; at least one where it was touched at all. */
  get seconds(): number {
    return this.#last === null && this.#ms === 0 ? 0 : Math.max(1, Math.round(this.#ms / 1000));
  }
}

/** The seconds of a form that is being sent; `taken` once the server has it: it begins anew. */
export interface Spent {
  readonly seconds: number;
  readonly taken: () => void;
}

/**
 * Watches the forms of the page, each by itself (填报用时): what an enterprise's forms cost is told
 * with the write, by form; nothing of when, nothing of who.
 */
export class FormTimes {
  readonly #now: () => number;
  readonly #watches = new WeakMap<object, Stopwatch>();
  #current: object | null = null;
  #submitted: { readonly form: object; readonly at: number } | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  #of(form: object): Stopwatch {
    const known = this.#watches.get(form) ?? new Stopwatch();
    this.#watches.set(form, known);
    return known;
  }

  touched(form: object | null): void {
    if (form === null) return;
    if (this.#current !== null && this.#current !== form) this.hidden();
    this.#current = form;
    this.#of(form).touch(this.#now());
  }

  hidden(): void {
    if (this.#current !== null) this.#of(this.#current).pause(this.#now());
    this.#current = null;
  }

  submitted(form: object): void {
    this.touched(form);
    this.#submitted = { form, at: this.#now() };
  }

  /** Of the form that was just submitted; null: no form sent this. */
  take(): Spent | null {
    const submitted = this.#submitted;
    this.#submitted = null;
    if (submitted === null || this.#now() - submitted.at > SUBMITTED_MS) return null;
    const { form } = submitted;
    const { seconds } = this.#of(form);
    if (seconds === 0) return null;
    return { seconds, taken: () => void this.#watches.delete(form) };
  }
}

export const formTimes = new FormTimes(() => performance.now());

/** The form that an event happened in: a `form`, or a part marked as one. */
const formAt = ({ target }: Event): Element | null =>
  target instanceof Element ? target.closest('form, [data-form]') : null;

const TOUCHES = ['pointerdown', 'keydown', 'input', 'change', 'focusin'] as const;

/** Begins to watch the page's forms. */
export function watchForms(): void {
  const touched = (event: Event): void => {
    if (document.visibilityState === 'visible') formTimes.touched(formAt(event));
  };
  for (const name of TOUCHES) document.addEventListener(name, touched, true);
  const sent = (event: Event): void => {
    const form = formAt(event);
    if (form) formTimes.submitted(form);
  };
  document.addEventListener('submit', sent, true);
  // A part without a submit button of its own says by which button it is sent.
  document.addEventListener(
    'click',
    (event) => {
      const { target } = event;
      if (target instanceof Element && target.closest('[data-submit]')) sent(event);
    },
    true,
  );
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') formTimes.hidden();
  });
}

export const FORM_SECONDS = 'X-Zhiben-Form-Seconds';
