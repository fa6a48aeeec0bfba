import type { ReactNode } from 'react';
import type { Level } from '../chips.tsx';

type Ring = readonly (readonly number[])[];

/** Boundaries as GeoJSON; `properties.code` names the area. */
export interface Boundaries {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly properties: Readonly<Record<string, unknown>> | null;
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
  }[];
}

export interface MapArea {
  readonly code: string;
  readonly label: string;
  /** Fills the area, from light to dark: 0 to 1. */
  readonly strength?: number;
  readonly level?: Level;
}

export interface MapPoint {
  readonly id: string;
  readonly label: string;
  readonly lon: number;
  readonly lat: number;
  readonly level: Level | 'none';
  /** Stands beside it: how many alarms. */
  readonly mark?: string;
}

export interface SchematicMapProps {
  readonly label: string;
  readonly boundaries: Boundaries;
  readonly areas: readonly MapArea[];
  readonly points: readonly MapPoint[];
  readonly height?: number;
  readonly dark?: boolean;
  readonly onArea?: (code: string) => void;
  readonly onPoint?: (id: string) => void;
  /** The approval number (审图号) of a base map; without one the map is a schematic and says so. */
  readonly approval?: string;
  /** Who drew the base map. */
  readonly attribution?: string;
  /** The same in words, for everybody who does not see the map. */
  readonly twin: ReactNode;
}

export const levelColours: Readonly<Record<Level | 'none', string>> = {
  red: '#c4161c',
  orange: '#f58220',
  yellow: '#ffd400',
  blue: '#0958d9',
  none: '#8c8c8c',
};

/** Sides of each level's shape, as its chip has it: ▲ ◆ ■, and ● for the rest. */
export const levelSides: Readonly<Record<Level | 'none', number>> = {
  red: 3,
  orange: 4,
  yellow: 4,
  blue: 0,
  none: 0,
};

/** The fill of an area: its level's colour, or the accent by strength. */
export function fillOf(area: MapArea | undefined, dark: boolean): string {
  if (!area) return dark ? 'rgba(91,157,255,0.06)' : 'rgba(9,88,217,0.05)';
  if (area.level) return `${levelColours[area.level]}${dark ? '66' : '55'}`;
  const strength = Math.min(1, Math.max(0, area.strength ?? 0));
  const alpha = (0.08 + 0.5 * strength).toFixed(2);
  return dark ? `rgba(91,157,255,${alpha})` : `rgba(9,88,217,${alpha})`;
}
