import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { type Level, levels, ScaleChip } from '../../../ui/chips.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { Shown } from '../model.ts';
import { pathOf, timeOf } from './paths.ts';
import { useUnit } from './said.ts';
import { registryTexts } from './texts.ts';

const isLevel = (value: unknown): value is Level => levels.some((level) => level === value);

/** A value as people read it. */
export function ShownValue(props: {
  readonly shown: Shown;
  readonly name: string;
  readonly unit?: string | null;
}): ReactElement {
  const { shown, name, unit = null } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const unitOf = useUnit();
  const { value, text, links, hidden } = shown;
  if (links.length > 0) {
    return (
      <>
        {links.map(({ type, id, name: called }, index) => (
          <span key={`${type}/${id}`}>
            {index > 0 ? say('between') : ''}
            {type === 'jurisdiction' ? (
              (called ?? id)
            ) : (
              <Link to={pathOf(type, id)}>{called ?? id}</Link>
            )}
          </span>
        ))}
      </>
    );
  }
  if (hidden > 0) return <span className="muted">{say('hidden')}</span>;
  if (value === null) return <span className="muted">—</span>;
  if (name === 'gradeColour' && isLevel(value)) return <ScaleChip scale="grade" level={value} />;
  if (text) return <>{words(text)}</>;
  if (Array.isArray(value)) return <>{value.join(say('between'))}</>;
  const said = /^\d{4}-\d\d-\d\dT/.test(String(value)) ? timeOf(String(value)) : String(value);
  return <>{unit ? `${said} ${unitOf(unit)}` : said}</>;
}
