import type { ReactElement } from 'react';
import { commonProblems } from '../../kernel/problems.ts';
import { Button } from '../dialog.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useTexts, useWords } from '../texts.ts';
import type { FormField } from './field-input.tsx';
import type { Values } from './state.ts';
import { changed } from './state.ts';

/** Somebody else was faster: his values beside mine, and who decides is the person. */
export function ConflictPart(props: {
  readonly fields: readonly FormField[];
  readonly mine: Values;
  readonly theirs: Values;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}): ReactElement {
  const { fields, mine, theirs, onTake, onKeep } = props;
  const say = useTexts(kitTexts);
  const words = useWords();
  const differing = changed(theirs, mine);
  const shown = fields.filter(({ name }) => differing.includes(name) && name in theirs);
  return (
    <div className="form-fault" role="alert">
      <strong>{words(commonProblems.conflict.title)}</strong>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            <th scope="col">{say('theirs')}</th>
            <th scope="col">{say('mine')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, label }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{String(theirs[name] ?? '—')}</td>
              <td>{String(mine[name] ?? '—')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="form-buttons">
        <Button onClick={onTake}>{say('takeTheirs')}</Button>
        <Button kind="main" onClick={onKeep}>
          {say('keepMine')}
        </Button>
      </div>
    </div>
  );
}
