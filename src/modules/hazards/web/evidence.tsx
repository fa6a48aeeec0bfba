import type { ReactElement } from 'react';
import { FileThumbs, type ShownFile } from '../../../ui/files.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { shownFile } from '../../files/web/index.ts';
import type { HazardFile, HazardWhole } from '../contract.ts';
import { hazardsTexts } from './texts.ts';

export const shownFiles = (files: readonly HazardFile[], id: string): readonly ShownFile[] =>
  files.map((file) => shownFile(file, `hazard/${id}`));

/** As it was found beside how it is after the work (整改前后对比). */
export function Evidence(props: { readonly hazard: HazardWhole }): ReactElement | null {
  const { row, evidence } = props.hazard;
  const say = useTexts(hazardsTexts);
  const { before, after, missing } = evidence;
  if (before.length + after.length + missing === 0) return null;
  return (
    <section className="hazard-card" aria-label={say('evidence')}>
      <h2>{say('evidence')}</h2>
      <div className="hazard-evidence">
        {[['before', before] as const, ['after', after] as const].map(([name, files]) => (
          <div key={name}>
            <h3>{say(name)}</h3>
            {files.length === 0 ? <p className="muted">{say('noFiles')}</p> : null}
            <FileThumbs label={say(name)} files={shownFiles(files, row.id)} />
          </div>
        ))}
      </div>
      {missing > 0 ? <p className="muted">{say('missingFiles', { count: missing })}</p> : null}
    </section>
  );
}
