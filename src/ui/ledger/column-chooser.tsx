import type { ReactElement } from 'react';
import { Button } from '../dialog.tsx';
import { kitTexts } from '../kit-texts.ts';
import { Panel } from '../panel.tsx';
import { preferences, usePreferences } from '../preferences.ts';
import { useTexts } from '../texts.ts';
import type { Column } from './columns.ts';

/** Which columns are shown, and how close the rows are. */
export function ColumnChooser<R>(props: {
  readonly columns: readonly Column<R>[];
  readonly shown: readonly Column<R>[];
  readonly onChoose: (keys: readonly string[] | null) => void;
}): ReactElement {
  const { columns, shown, onChoose } = props;
  const say = useTexts(kitTexts);
  const { dense } = usePreferences();
  const on = shown.filter((column) => !column.fixed).map(({ key }) => key);
  return (
    <Panel title={say('chooseColumns')}>
      {columns.map(({ key, title, fixed }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={fixed ?? on.includes(key)}
            disabled={fixed ?? false}
            onChange={({ target }) =>
              onChoose(target.checked ? [...on, key] : on.filter((one) => one !== key))
            }
          />
          {title}
        </label>
      ))}
      <hr />
      <label>
        <input
          type="checkbox"
          checked={dense}
          onChange={({ target }) => preferences.set({ dense: target.checked })}
        />
        {say('dense')}
      </label>
      <Button kind="text" onClick={() => onChoose(null)}>
        {say('usualColumns')}
      </Button>
    </Panel>
  );
}
