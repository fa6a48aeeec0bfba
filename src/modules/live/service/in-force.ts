import type { Day } from '../../../kernel/calendar.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import { type CrossFigures, crossFigures } from '../../../law/standards/cross-rules.ts';
import type { LiveCity } from '../../identity/index.ts';
import { entriesInForce } from '../../plan/index.ts';
import { defaultsBy, figuresBy, liveParameters, type TagDefaults } from '../rules/in-force.ts';

interface Kept {
  readonly of: LiveCity['parameters'];
  readonly today: Day;
  readonly entries: ReadonlyMap<string, ParameterEntry>;
  readonly figures: CrossFigures;
  readonly defaults: TagDefaults;
  readonly text: string;
}

/** What the city set of the rules of live monitoring (研判规则参数), worked out when it changes. */
export class RulesInForce {
  readonly #city: LiveCity;
  readonly #shipped: CrossFigures;
  #kept: Kept | null = null;

  constructor(city: LiveCity, shipped: CrossFigures = crossFigures) {
    this.#city = city;
    this.#shipped = shipped;
  }

  get figures(): CrossFigures {
    return this.#now().figures;
  }

  get defaults(): TagDefaults {
    return this.#now().defaults;
  }

  get entries(): ReadonlyMap<string, ParameterEntry> {
    return this.#now().entries;
  }

  /** Tags are judged by these defaults. */
  isApplied(defaults: TagDefaults): boolean {
    const now = this.#now();
    return now.defaults === defaults || now.text === JSON.stringify(defaults);
  }

  #now(): Kept {
    const { parameters } = this.#city;
    const today = this.#city.today();
    const before = this.#kept;
    if (before?.of === parameters && before.today === today) return before;
    const entries = entriesInForce(
      parameters.filter(({ name }) => liveParameters.includes(name)),
      today,
    );
    const defaults = defaultsBy(entries);
    this.#kept = {
      ...{ of: parameters, today, entries, figures: figuresBy(this.#shipped, entries) },
      ...{ defaults, text: JSON.stringify(defaults) },
    };
    return this.#kept;
  }
}
