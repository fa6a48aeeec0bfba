import type { Moment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Mark, Place, Window } from '../model.ts';
import { markNames, words } from '../model.ts';
import type { CheckSettings } from './settings.ts';

/** A record of the same person beside this one, in time. */
export interface Neighbour {
  /** By the same person's device: its clock may be off, but not the time between. */
  readonly doneAt: Moment;
  readonly place: Place;
}

/** An earlier record that holds the same photograph. */
export interface Elsewhere {
  readonly type: 'measureCheck' | 'hazard';
  readonly id: string;
  readonly on: string | null;
}

/** What is known of a record when it arrives. */
export interface Arrived {
  readonly window: Pick<Window, 'from' | 'until'>;
  /** By the device's clock. */
  readonly doneAt: Moment;
  /** By the device's clock, when it was sent; null: it did not say. */
  readonly sentAt: Moment | null;
  /** By ours. */
  readonly receivedAt: Moment;
  /** When it was done as far as we can tell: `takenAt` of these. */
  readonly takenAt: Moment;
  readonly secondsTaken: number | null;
  /** One of several that were called normal together (其余正常): nobody looked at each. */
  readonly bulk: boolean;
  readonly place: Place | null;
  /** The same person's records just before and after, where they say where. */
  readonly neighbours: readonly Neighbour[];
  /** Of photographs whose content an earlier record holds: which record, one each. */
  readonly photosElsewhere: readonly Pick<Elsewhere, 'type' | 'on'>[];
}

export interface Marked {
  readonly mark: Mark;
  /** What it was marked for, in numbers. */
  readonly why: Bilingual;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const EARTH = 6_371_000;

/** Metres between two places, along the surface. */
export function metresBetween(a: Place, b: Place): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const [north, east] = [rad(b.latitude - a.latitude), rad(b.longitude - a.longitude)];
  const h =
    Math.sin(north / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}

type Clocks = Pick<Arrived, 'doneAt' | 'sentAt' | 'receivedAt'>;

/** How much the device's clock is ahead, in ms; by when it sent, else only what cannot be. */
function clockAhead({ sentAt, doneAt, receivedAt }: Clocks): number {
  return sentAt === null ? Math.max(0, doneAt - receivedAt) : sentAt - receivedAt;
}

/**
 * When a check was done: by the device's clock, set right where it was off when it sent, and never
 * after it was received. Whoever's clock is wrong is not late by it.
 */
export function takenAt(clocks: Clocks, { clockMinutes }: CheckSettings): Moment {
  const ahead = clockAhead(clocks);
  const off = Math.abs(ahead) > clockMinutes.value * MINUTE ? ahead : 0;
  return Math.min(clocks.doneAt - off, clocks.receivedAt) as Moment;
}

type Marker = (arrived: Arrived, settings: CheckSettings) => Bilingual | null;

function travelled(
  { doneAt, place, neighbours }: Arrived,
  settings: CheckSettings,
): Bilingual | null {
  if (place === null) return null;
  for (const other of neighbours) {
    const metres = metresBetween(place, other.place);
    if (metres <= settings.travelSlack.value) continue;
    const minutes = Math.abs(doneAt - other.doneAt) / MINUTE;
    const most = (settings.travelSpeed.value * 1000 * minutes) / 60 + settings.travelSlack.value;
    if (metres <= most) continue;
    const [far, long] = [Math.round(metres), Math.round(minutes * 10) / 10];
    return words(
      `与相邻一次排查相距 ${far} 米，间隔 ${long} 分钟`,
      `${far} m from the check beside it, ${long} minutes apart`,
    );
  }
  return null;
}

/** Each mark by a rule of its own; a person judges, nothing is refused. */
const MARKERS: Readonly<Record<Mark, Marker>> = {
  tooFast: ({ secondsTaken, bulk }, { fastSeconds }) =>
    secondsTaken === null || bulk || secondsTaken >= fastSeconds.value
      ? null
      : words(
          `用时 ${secondsTaken} 秒，少于 ${fastSeconds.value} 秒`,
          `${secondsTaken} s, less than ${fastSeconds.value} s`,
        ),
  copiedPhoto: ({ photosElsewhere }) => {
    const count = photosElsewhere.length;
    if (count === 0) return null;
    const of = (check: string, hazard: string) => [
      ...new Set(
        photosElsewhere.map(({ type, on }) =>
          [on ?? '', type === 'hazard' ? hazard : check].join(' ').trim(),
        ),
      ),
    ];
    return words(
      `${count} 张照片与其他记录内容相同（${of('排查', '隐患').join('、')}）`,
      `${count} of the photographs stand in other records (${of('check', 'hazard').join(', ')})`,
    );
  },
  impossibleTravel: travelled,
  late: ({ window, takenAt: at }) => {
    if (at < window.until) return null;
    const hours = Math.ceil((at - window.until + 1) / HOUR);
    return words(`晚于期限约 ${hours} 小时`, `some ${hours} h after its time`);
  },
  backfilled: ({ receivedAt, takenAt: at }, { backfillHours }) => {
    const waited = receivedAt - at;
    if (waited < backfillHours.value * HOUR) return null;
    const hours = Math.floor(waited / HOUR);
    return words(`排查后 ${hours} 小时才上传`, `sent ${hours} h after it was done`);
  },
  clockOff: (arrived, { clockMinutes }) => {
    const minutes = Math.round(clockAhead(arrived) / MINUTE);
    if (Math.abs(minutes) <= clockMinutes.value) return null;
    const [zh, en] = minutes > 0 ? ['快', 'fast'] : ['慢', 'slow'];
    return words(
      `设备时间${zh} ${Math.abs(minutes)} 分钟`,
      `the clock is ${Math.abs(minutes)} minutes ${en}`,
    );
  },
};

/** What a person should look at, in a fixed order. */
export function marksOf(arrived: Arrived, settings: CheckSettings): readonly Marked[] {
  return markNames.flatMap((mark) => {
    const why = MARKERS[mark](arrived, settings);
    return why ? [{ mark, why }] : [];
  });
}
