import { type ReactElement, useState } from 'react';
import { type Download, keep } from '../api/call.ts';
import { Button } from '../dialog.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useTexts } from '../texts.ts';
import { toast } from '../toasts.tsx';

/** Fetches a file and hands it to the browser. */
export function ExportButton(props: {
  readonly exportFile: () => Promise<Download>;
  readonly children?: string;
}): ReactElement {
  const say = useTexts(kitTexts);
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      keep(await props.exportFile());
    } catch (error) {
      toast.bad(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button disabled={busy} onClick={() => void run()}>
      {busy ? say('exporting') : (props.children ?? say('export'))}
    </Button>
  );
}
