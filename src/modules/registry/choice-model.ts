import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';

/** Types that a field or a filter chooses from, as somebody types. */
export const chosenTypes = [
  ...(['enterprise', 'park', 'jurisdiction', 'facility'] as const),
  ...(['person', 'project', 'organisation'] as const),
];
export type ChosenType = (typeof chosenTypes)[number];

/** Others that a form may name: told by number, kind, day and enterprise, as most have no name. */
export const toldTypes = [
  ...(['penalty', 'case', 'lead', 'incident', 'inspection', 'hazard', 'alarm'] as const),
  ...(['campaign', 'equipment', 'process', 'system', 'licence', 'report'] as const),
  ...(['standardisationGrade', 'inspectionPlan', 'gateway', 'riskItem', 'riskEvent'] as const),
  ...(['permit', 'upgrade', 'document'] as const),
];
export type ToldType = (typeof toldTypes)[number];

/** One of them; `note` tells those of one name apart, `kind` says what has no name. */
export const choiceShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: wordsShape.nullable(),
  note: z.string().nullable(),
});
export type Choice = z.infer<typeof choiceShape>;
