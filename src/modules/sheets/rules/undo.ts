import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import { becoming, sameValue } from './check-row.ts';

/**
 * May an imported row be taken back? Not where a value that it set has another now, nor, for a
 * record that it made, where somebody added to it since.
 */
export function changedSince(
  definition: RecordDefinition,
  values: Readonly<Record<string, unknown>> | null,
  set: Readonly<Record<string, unknown>>,
  fresh: boolean,
): { readonly attribute: string | null; readonly message: Bilingual } | null {
  if (values === null) {
    return {
      attribute: null,
      message: {
        zh: '记录已注销，或已不在您的数据范围内，未撤销',
        en: 'The record has ended or left your scope; not undone',
      },
    };
  }
  for (const attribute of definition.attributes) {
    const { name, zh, en, type, derived, default: given } = attribute;
    const stands = values[name] ?? null;
    const added = fresh && !derived && stands !== null && !sameValue(type, given ?? null, stands);
    const ours = name in set && sameValue(type, stands, becoming(attribute, set[name]));
    const changed = name in set ? !ours : added;
    // A value that follows from others is not somebody's doing.
    if (!changed || derived) continue;
    const short = en.split(/[;:,(]/)[0] ?? en;
    return {
      attribute: name,
      message: {
        zh: `导入后“${zh}”已被他人修改，未撤销`,
        en: `Somebody changed '${short}' since; not undone`,
      },
    };
  }
  return null;
}
