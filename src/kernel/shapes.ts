import { z } from 'zod';
import { words } from './endpoint.ts';

/** Shapes that contracts of many slices share. */

/** Words for people (`Bilingual`). */
export const wordsShape = z.object({ zh: z.string(), en: z.string() });

/** A date as it stands in an address or a body. */
export const dayShape = z.iso.date({
  error: words('日期写作 2026-06-30', 'write a date as 2026-06-30'),
});

/** Of an export: the columns that the screen shows, in their order (all without), and its language. */
export const exportQuery = {
  columns: z.string().max(400).optional(),
  language: z.enum(['zh', 'en']).default('zh'),
};

/** The keys of `columns`. */
export const shownOf = ({ columns }: { readonly columns?: string | undefined }) =>
  columns?.split(',');

const ring = z.array(z.array(z.number()));
/** Boundaries as GeoJSON, in degrees of CGCS2000. */
export const boundariesShape = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.record(z.string(), z.unknown()).nullable(),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
});
export type Boundaries = z.infer<typeof boundariesShape>;
