/** What became of one try to hand something to another system. */
export type Handed =
  | { readonly ok: true; readonly answer: unknown }
  | {
      readonly ok: false;
      /** In a word, and never with an address, a secret or a text of theirs. */
      readonly why: string;
      /** Trying again would end alike. */
      readonly final: boolean;
    };

export const failed = (why: string, final = false): Handed => ({ ok: false, why, final });

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);
