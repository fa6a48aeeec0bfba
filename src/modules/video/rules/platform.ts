import { ok, type Result, refuse } from '../../../kernel/result.ts';

/** Where pictures are shown (视频平台): an address with holes that a place and a camera fill. */
export type VideoPlatform = string;

const HOLES = ['enterprise', 'facility', 'camera'] as const;

/** The address, or what is wrong with it. */
export function videoPlatformBy(template: string): Result<VideoPlatform, string> {
  const holes = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const unknown = holes.find((name) => !HOLES.some((hole) => hole === name));
  if (unknown !== undefined) return refuse(`{${unknown}}: one of ${HOLES.join(', ')}`);
  const filled = fill(template, { enterprise: 'E', facility: 'F', camera: 'C' });
  // Who is asked for pictures is fixed by whoever runs the platform, not by a name on record.
  const other = fill(template, { enterprise: 'x', facility: 'y', camera: 'z' });
  if (!(URL.canParse(filled) && URL.canParse(other))) return refuse('no address');
  const [url, same] = [new URL(filled), new URL(other)];
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('not http or https');
  if (url.origin !== same.origin) return refuse('holes stand after the host');
  return ok(template);
}

export interface Shown {
  readonly enterprise: string;
  readonly facility: string;
  /** Cameras that records name there. */
  readonly cameras: readonly string[];
}

export interface VideoLink {
  /** Null: of the place as a whole. */
  readonly camera: string | null;
  readonly href: string;
}

/** What opens the pictures of a place: one for each camera that is known, if the address asks for it. */
export function linksOf(
  platform: VideoPlatform | null,
  { cameras, ...place }: Shown,
): readonly VideoLink[] {
  if (platform === null) return [];
  if (!platform.includes('{camera}')) return [{ camera: null, href: fill(platform, place) }];
  return cameras.map((camera) => ({ camera, href: fill(platform, { ...place, camera }) }));
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([^}]*)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
}
