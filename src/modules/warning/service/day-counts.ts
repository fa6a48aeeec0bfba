import { addDays, type Day, dayAt, type Moment } from '../../../kernel/calendar.ts';
import { type Caller, EVERYONE, type LiveCity } from '../../identity/index.ts';
import { countDays, forgetDays } from '../store/days.ts';

/** A trend goes back so far at most. */
const DAYS = 92;

interface Counted {
  readonly first: Day;
  readonly last: Day;
  readonly moves: number;
}

/** How many stood where on the days that ended: counted once, and anew when records moved. */
export class DayCounts {
  readonly #city: LiveCity;
  #counted: Counted | null = null;

  constructor(city: LiveCity) {
    this.#city = city;
  }

  /** Counts the days that ended; everything up to a moment was looked at and is kept. */
  async follow(looked: Moment): Promise<void> {
    const last = addDays(dayAt(looked), -1);
    const known = this.#counted?.moves === this.#city.moves ? this.#counted : null;
    if (known && known.last >= last) return;
    await this.#city.settled();
    const { moves } = this.#city;
    const first = known ? addDays(known.last, 1) : addDays(last, 1 - DAYS);
    const days = Array.from({ length: last - first + 1 }, (_, index) => addDays(first, index));
    await this.#city.picture(async (client) => {
      if (!known) await forgetDays(client);
      await countDays(client, days);
    });
    this.#counted = { first: known?.first ?? first, last, moves };
  }

  /** Is a day counted, by places under which the caller sees everything that he sees? */
  has(day: Day, { keys }: Pick<Caller, 'keys'>): boolean {
    const { first, last, moves } = this.#counted ?? {};
    if (first === undefined || last === undefined || moves !== this.#city.moves) return false;
    // The last day of a made-up city goes on.
    if (day >= this.#city.today()) return false;
    return (
      day >= first && day <= last && keys.every((key) => key === EVERYONE || BY_PLACE.test(key))
    );
  }
}

const BY_PLACE = /^[dp]:/;
