import { silence } from '../../../law/standards/tag-defaults.ts';
import { defaultOf } from '../rules/config.ts';
import type { TagDefaults } from '../rules/in-force.ts';
import type { Watched } from '../rules/sweep.ts';
import type { TagRow } from '../store/config.ts';
import type { LiveConfig } from './config.ts';

/** How long a tag may be silent, or stand still. */
function watchedOf(tag: TagRow, defaults: TagDefaults): Watched {
  const { stuck } = defaultOf(tag.quantity, defaults);
  return {
    tag: tag.no,
    silentMs: 1000 * Math.max(silence.tag, silence.intervals * (tag.intervalSeconds ?? 0)),
    stuckMs: stuck === null ? null : 1000 * stuck,
  };
}

/** What is watched of the tags of each gateway. */
export function watchedTags(config: LiveConfig): Map<number, readonly Watched[]> {
  const of = (no: number): Watched[] => {
    const tag = config.tags.get(no);
    return tag ? [watchedOf(tag, config.defaults)] : [];
  };
  return new Map([...config.gateways].map(({ no, tags }) => [no, tags.flatMap(of)]));
}

/** Of them, those whose standing still would be told. */
export function movingTags(
  all: ReadonlyMap<number, readonly Watched[]>,
): Map<number, readonly number[]> {
  const moving = (some: readonly Watched[]): number[] =>
    some.flatMap(({ tag, stuckMs }) => (stuckMs === null ? [] : [tag]));
  return new Map([...all].map(([gateway, watched]) => [gateway, moving(watched)]));
}
