import type { ReactElement } from 'react';
import { Button } from '../../../ui/dialog.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { administrationTexts } from './administration-texts.ts';

/** The end of a dialog: leave it, or do it. */
export function Buttons(props: {
  readonly onClose: () => void;
  readonly onSave: () => Promise<unknown>;
  readonly text: string;
}): ReactElement {
  const { onClose, onSave, text } = props;
  const say = useTexts(administrationTexts);
  return (
    <div className="dialog-buttons">
      <Button onClick={onClose}>{say('cancel')}</Button>
      <Button kind="main" onClick={() => void onSave()}>
        {text}
      </Button>
    </div>
  );
}
