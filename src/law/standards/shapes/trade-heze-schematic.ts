import { flag, list, num, obj, text } from '../shape.ts';

/** Schematic map of the divisions of Heze (示意图). */
export const tradeHezeSchematic = obj({
  type: text,
  name: text,
  schematic: flag,
  licence: text,
  note: text,
  features: list(
    obj({
      type: text,
      id: text,
      properties: obj({ code: text, name: text, schematic: flag, seat: list(num) }),
      geometry: obj({ type: text, coordinates: list(list(list(num))) }),
    }),
  ),
});
