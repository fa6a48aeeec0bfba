import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import { addToDay, type Duration, parseDuration } from '../../../kernel/duration.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { must } from '../../../kernel/result.ts';
import { crossFigures, proposals } from '../../../law/standards/cross-rules.ts';
import { tagDefaults, tagDefaultsSource } from '../../../law/standards/tag-defaults.ts';
import { crossNames } from '../model.ts';
import {
  defaultParameters,
  REVIEW,
  sharedFigures,
  type TagDefaults,
  timesOf,
} from '../rules/in-force.ts';
import type { RuleSetting, RuleSettings } from '../rules-contract.ts';
import type { Live } from './live.ts';

/** What rules across signals and defaults go by now, on whose word and until when (研判规则参数). */
export function ruleSettings(live: Live): RuleSettings {
  const { figures, defaults } = live.inForce;
  const told = settingsOf(live);
  return {
    cross: crossNames.map((rule) => {
      const { level, source, window, off } = figures[rule];
      const [times, usual] = [timesOf(rule), crossFigures[rule]];
      return {
        ...{ rule, level },
        settings: [
          told(times.window, window, window === usual.window ? source : SHORTENED),
          told(times.off, off, off === usual.off ? source : SHORTENED),
        ],
      };
    }),
    shared: Object.entries(sharedFigures).map(([name, parameter]) =>
      told(parameter, figures[name as keyof typeof sharedFigures], proposals.source),
    ),
    defaults: {
      settings: [
        ...Object.values(defaultParameters).map((name) => told(name, null, tagDefaultsSource.text)),
        told(REVIEW, textOf(live.inForce.entries.get(REVIEW)?.value), proposals.source),
      ],
      kinds: kindsOf(defaults),
    },
  };
}

/** The made-up city waits minutes, a walk in a browser not at all. */
const SHORTENED: Bilingual = {
  zh: '演示城市缩短了时间窗',
  en: 'shortened in the made-up city',
};

function kindsOf(defaults: TagDefaults): RuleSettings['defaults']['kinds'] {
  return Object.entries(defaults).map(([quantity, { onDelay, deadband, stuck, levels }]) => {
    const usual = tagDefaults[quantity] ?? null;
    return {
      ...{ quantity, levels },
      onDelay: { value: onDelay, proposed: usual?.onDelay ?? null },
      deadband: { value: deadband, proposed: usual?.deadband ?? null },
      stuck: { value: stuck, proposed: usual?.stuck ?? null },
    };
  });
}

function settingsOf({
  city,
  inForce,
}: Live): (name: string, value: number | string | null, source: Bilingual) => RuleSetting {
  const { entries } = inForce;
  const after = durationOf(entries.get(REVIEW)?.value);
  const today = formatDay(city.today());
  return (parameter, value, source) => {
    const entry = entries.get(parameter);
    const { zh = parameter, en = parameter } = city.options.definitions.get(parameter) ?? {};
    const from = entry?.from ?? proposals.on;
    const begun = parseDay(from);
    const reviewOn = formatDay(addToDay(must(begun.ok ? begun.value : null, 'a day'), after));
    const reason = entry ? entry.reason : source;
    return {
      ...{ parameter, title: { zh, en }, value, proposed: !entry, from },
      by: entry?.by ?? null,
      reason: typeof reason === 'string' ? { zh: reason, en: reason } : reason,
      ...{ reviewOn, reviewDue: reviewOn < today },
    };
  };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : proposals.reviewAfter;

function durationOf(value: unknown): Duration {
  const read = parseDuration(textOf(value));
  return must(read.ok ? read.value : null, 'a duration that was checked when it was set');
}
