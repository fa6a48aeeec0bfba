import type { Refusal } from '../../kernel/endpoint.ts';

/** Ends a call with a refusal. */
export class Refusing extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Not now: the same request may be right after so many seconds. */
export class Later extends Refusing {
  readonly seconds: number;
  constructor(refusal: Refusal, seconds: number) {
    super(refusal);
    this.seconds = seconds;
  }
}

/** Audited already. */
export class RoleRefused extends Refusing {}
