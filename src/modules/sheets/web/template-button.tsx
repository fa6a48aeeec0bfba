import { type ReactElement, useState } from 'react';
import { callApi, keep } from '../../../ui/api/call.ts';
import { Button } from '../../../ui/dialog.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { sheetsContract } from '../contract.ts';
import { sheetsTexts } from './texts.ts';

/** The template of a ledger, in the language of the page. */
export function TemplateButton(props: {
  readonly type: string;
  readonly name: string;
}): ReactElement {
  const { type, name } = props;
  const say = useTexts(sheetsTexts);
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const fetchIt = async (): Promise<void> => {
    setBusy(true);
    try {
      keep(await callApi(sheetsContract.template, { params: { type }, query: { language } }));
    } catch (error) {
      toast.bad(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button label={say('templateOf', { name })} disabled={busy} onClick={() => void fetchIt()}>
      {say('template')}
    </Button>
  );
}
