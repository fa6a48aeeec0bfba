import { bypassUnentered, type Entered } from '../rules/bypass.ts';
import { covertProduction, type Finding, falseOffline, type Running } from '../rules/cross.ts';
import { movingWithoutPower, safetyIdle, stillWhileRunning } from '../rules/electricity.ts';
import type { Held } from '../rules/hold.ts';
import type { Subject } from '../rules/subjects.ts';
import type { TagRow } from '../store/config.ts';
import type { Sight } from './cross-sight.ts';

/** What a finding is about. */
export interface About {
  readonly source: string;
  readonly enterprise: string;
  readonly facility: string | null;
}

/** The rules that look at an enterprise as a whole, at its electricity first. */
export type FirmRule =
  | 'covertProduction'
  | 'falseOffline'
  | 'safetyIdle'
  | 'stillWhileRunning'
  | 'movingWithoutPower';

type Found<R> = (about: About, rule: R, finding: Finding, unit: string | null) => void;
type HeldOf<R> = (source: string, rule: R) => Held | undefined;

/** What electricity says of an enterprise, beside its records and what is measured there. */
export function judgeFirm(
  { id, isStopped, subject }: { id: string; isStopped: boolean; subject: Subject<TagRow> },
  sight: Sight,
  heldOf: HeldOf<FirmRule>,
  found: Found<FirmRule>,
): void {
  const { loads, monitored, safety } = subject;
  const about = { source: `enterprise/${id}`, enterprise: id, facility: null };
  const tell = (rule: FirmRule, finding: Finding): void =>
    found(about, rule, finding, unitOf([...loads, ...subject.totals], finding));
  const running = (rule: FirmRule) => (): Running =>
    sight.running(loads, heldOf(about.source, rule)?.raised ?? false);
  tell('covertProduction', covertProduction(isStopped, running('covertProduction')));
  const offline = falseOffline(
    isStopped,
    monitored,
    (tag) => sight.isLost(tag),
    running('falseOffline'),
    (tag) => sight.isCovered(tag),
  );
  tell('falseOffline', offline);
  for (const tag of safety) idleOf(tag, id, loads, sight, heldOf, found);
  standing(about.source, subject, sight, heldOf, running('stillWhileRunning'), tell);
}

/** A safety circuit beside the production of its own place; of all, where its place has none. */
function idleOf(
  tag: TagRow,
  enterprise: string,
  loads: readonly TagRow[],
  sight: Sight,
  heldOf: HeldOf<FirmRule>,
  found: Found<FirmRule>,
): void {
  const about = { source: `tag/${tag.id}`, enterprise, facility: tag.facility };
  const beside = loads.filter(({ facility }) => facility === tag.facility);
  const held = heldOf(about.source, 'safetyIdle')?.raised ?? false;
  const from = sight.figures.safetyShare * (tag.rangeHigh ?? 0);
  const finding = safetyIdle({ ...sight.seen(tag), from }, () =>
    sight.running(beside.length > 0 ? beside : loads, held),
  );
  found(about, 'safetyIdle', finding, tag.unit);
}

/** What is measured stands still though it runs, or moves though there is no power. */
function standing(
  source: string,
  { points: tags, totals }: Subject<TagRow>,
  sight: Sight,
  heldOf: HeldOf<FirmRule>,
  running: () => Running,
  tell: (rule: FirmRule, finding: Finding) => void,
): void {
  const { fewestProcess: fewest, still } = sight.figures;
  const process = {
    ...{ tags, fewest, stillMs: (tag: TagRow) => sight.stillMs(tag) },
    seen: (tag: TagRow) => sight.seen(tag),
  };
  const leastMs = 1000 * still;
  const before = heldOf(source, 'stillWhileRunning');
  // Once it began, nothing may have moved since; the newest readings are a little behind the clock.
  const beganMs = before && !Number.isNaN(before.since) ? sight.now - before.since : 0;
  tell('stillWhileRunning', stillWhileRunning(process, Math.max(leastMs, beganMs), running));
  const seen = totals.map((tag) => sight.seen(tag));
  tell('movingWithoutPower', movingWithoutPower(process, leastMs, seen));
}

/** An interlock beside the register of bypasses. */
export function judgeInterlock(
  tag: TagRow,
  entered: readonly Entered[],
  sight: Sight,
  found: Found<'bypass'>,
): void {
  const { id, enterprise, facility } = tag;
  if (enterprise === null) return;
  const finding = bypassUnentered(sight.seen(tag), facility, entered);
  found({ source: `tag/${id}`, enterprise, facility }, 'bypass', finding, null);
}

export const unitOf = (tags: readonly TagRow[], { tags: shown }: Finding): string | null =>
  tags.find(({ id }) => id === shown[0])?.unit ?? null;
