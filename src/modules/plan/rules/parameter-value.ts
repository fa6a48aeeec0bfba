import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { ParameterDefinition, ParameterValue } from '../../../law/plans/model.ts';
import { valueFault } from '../../../law/plans/parameter.ts';
import type { Words } from '../model.ts';

const needs: Readonly<Record<ParameterDefinition['type'], Words>> = {
  duration: { zh: '一段时间，如 P30D、P1M、PT24H', en: 'a duration such as P30D, P1M or PT24H' },
  period: { zh: '一个周期，如 P1M、P3M、P1Y', en: 'a period such as P1M, P3M or P1Y' },
  share: { zh: '0 到 1 的比例，如 0.8', en: 'a share from 0 to 1, such as 0.8' },
  int: { zh: '整数，不小于 0', en: 'a whole number, 0 or more' },
  number: { zh: '数字', en: 'a number' },
  date: { zh: '日期，如 2024-12-31', en: 'a date such as 2024-12-31' },
  text: { zh: '文字', en: 'a text' },
  list: { zh: '用逗号隔开的若干项，或 ["甲","乙"]', en: 'items with commas between, or ["a","b"]' },
  mapping: { zh: 'JSON 对象，如 {"甲":"乙"}', en: 'a JSON object such as {"a":"b"}' },
  choice: { zh: '下列之一', en: 'one of' },
};

/** What a value of this parameter looks like, for people. */
export function valueShape({ type, choices, unit }: ParameterDefinition): Words {
  const { zh, en } = needs[type];
  const more = choices ? ` ${choices.join(', ')}` : unit ? ` (${unit})` : '';
  return { zh: zh + more, en: en + more };
}

/** A value as a person writes it, read by the type of its parameter. */
export function readValue(
  definition: ParameterDefinition,
  text: string,
): Result<ParameterValue, Words> {
  const value = parsed(definition.type, text.trim());
  if (value !== undefined && value !== null && valueFault(definition, value) === null) {
    return ok(value as ParameterValue);
  }
  const { zh, en } = valueShape(definition);
  return refuse({
    zh: `${definition.name}（${definition.zh}）的值“${text}”不对；需要${zh}`,
    en: `${definition.name}: '${text}' does not fit; it needs ${en}`,
  });
}

function parsed(type: ParameterDefinition['type'], text: string): unknown {
  switch (type) {
    case 'share':
    case 'int':
    case 'number':
      return text === '' ? undefined : Number(text);
    case 'list':
      return text.startsWith('[') ? json(text) : items(text);
    case 'mapping':
      return json(text);
    default:
      return text;
  }
}

function items(text: string): string[] {
  return text.split(/[,，、]/).flatMap((item) => item.trim() || []);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
