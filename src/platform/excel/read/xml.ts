import { SaxesParser } from 'saxes';
import { Unreadable } from './refusals.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their prefix: one program writes `row`, another `x:row`. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

const MAX_DEPTH = 64;

/** Reads a part; anything that is no plain XML ends it. */
export async function readXml(
  part: string,
  source: AsyncIterable<string>,
  handler: XmlHandler,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on('error', () => {
    throw new Unreadable('malformed', part);
  });
  // No workbook has one; entities that grow are declared in it.
  parser.on('doctype', () => {
    throw new Unreadable('malformed', part);
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new Unreadable('malformed', part);
    handler.open?.(local(name), attributes as Attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handler.close?.(local(name));
  });
  const onText = (text: string): void => handler.text?.(text);
  parser.on('text', onText);
  parser.on('cdata', onText);
  for await (const text of source) parser.write(text);
  parser.close();
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute whatever its prefix: `r:id`, `d3p1:id`. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  return Object.entries(attributes).find(([key]) => local(key) === name)?.[1];
}
