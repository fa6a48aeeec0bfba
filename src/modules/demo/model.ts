import { z } from 'zod';

const township = z.object({ code: z.string(), name: z.string() });

/** What the generator reads of `trade-heze-divisions.json`. */
export const divisionsSchema = z.object({
  city: z.object({ code: z.string(), name: z.string() }),
  counties: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      officialDivision: z.boolean(),
      seatApprox: z.object({ lon: z.number(), lat: z.number() }).optional(),
      townships: z.array(township),
    }),
  ),
  functionalZones: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      statutoryCounty: z.string().optional(),
      statCode: z.string().nullable().optional(),
      mergedInto: z.string().optional(),
      wholeTownships: z.array(z.object({ code: z.string() })).optional(),
      partialTownships: z.array(z.object({ code: z.string() })).optional(),
    }),
  ),
  chemicalParks: z.object({ items: z.array(z.object({ name: z.string(), county: z.string() })) }),
});

export type Divisions = z.infer<typeof divisionsSchema>;
