import { silence } from '../../../law/standards/tag-defaults.ts';
import { defaultOf } from '../rules/config.ts';
import type { TagDefaults } from '../rules/in-force.ts';
import type { Watched } from '../rules/sweep.ts';
import type { TagRow } from '../store/config.ts';

/** How long a tag may be silent, or stand still. */
export function watchedOf(tag: TagRow, defaults: TagDefaults): Watched {
  const { stuck } = defaultOf(tag.quantity, defaults);
  return {
    tag: tag.no,
    silentMs: 1000 * Math.max(silence.tag, silence.intervals * (tag.intervalSeconds ?? 0)),
    stuckMs: stuck === null ? null : 1000 * stuck,
  };
}
