import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import { addToDay, type Duration, parseDuration } from '../../../kernel/duration.ts';
import { must } from '../../../kernel/result.ts';
import { proposals } from '../../../law/standards/cross-rules.ts';
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
      const { level, source, confidence, window, off } = figures[rule];
      const times = timesOf(rule);
      return {
        ...{ rule, level, source, confidence },
        settings: [told(times.window, window), told(times.off, off)],
      };
    }),
    shared: Object.entries(sharedFigures).map(([name, parameter]) =>
      told(parameter, figures[name as keyof typeof sharedFigures]),
    ),
    defaults: {
      settings: [
        ...Object.values(defaultParameters).map((name) => told(name, null)),
        told(REVIEW, textOf(live.inForce.entries.get(REVIEW)?.value)),
      ],
      source: tagDefaultsSource.text,
      kinds: kindsOf(defaults),
    },
  };
}

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
}: Live): (name: string, value: number | string | null) => RuleSetting {
  const { entries } = inForce;
  const after = durationOf(entries.get(REVIEW)?.value);
  const today = formatDay(city.today());
  return (parameter, value) => {
    const entry = entries.get(parameter);
    const { zh = parameter, en = parameter } = city.options.definitions.get(parameter) ?? {};
    const from = entry?.from ?? proposals.on;
    const begun = parseDay(from);
    const reviewOn = formatDay(addToDay(must(begun.ok ? begun.value : null, 'a day'), after));
    const { reason = null } = entry ?? {};
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
