import { type ReactElement, useId, useState } from 'react';
import { asProblem } from '../../../ui/api/problem.ts';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { CheckRow } from '../contract.ts';
import { checksContract } from '../contract.ts';
import type { Judgement } from '../model.ts';
import { CheckPhotos } from './check-photos.tsx';
import { checksTexts } from './texts.ts';

const CHOICES = [
  { judgement: 'explained', text: 'explain', may: 'explain' },
  { judgement: 'accepted', text: 'accept', may: 'judge' },
  { judgement: 'rejected', text: 'reject', may: 'judge' },
] as const;

/** The marks of a record with their working, and what a person makes of them. */
export function JudgeDialog(props: {
  readonly row: CheckRow;
  readonly onClose: () => void;
}): ReactElement {
  const { row, onClose } = props;
  const say = useTexts(checksTexts);
  const words = useWords();
  const id = useId();
  const { reason, fault, busy, write, judge } = useJudging(row, onClose);
  return (
    <Dialog title={say('judge')} onClose={onClose}>
      <p>{row.measure.name ?? row.measure.id}</p>
      <ul>
        {row.marks.map(({ code, text, why }) => (
          <li key={code}>
            <strong>{words(text)}</strong> {why ? words(why) : ''}
          </li>
        ))}
      </ul>
      <CheckPhotos row={row} label={say('photos')} />
      <div className="field">
        <label htmlFor={id}>{say('reason')}</label>
        <textarea
          id={id}
          rows={3}
          maxLength={1000}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-hint`}
          value={reason}
          onChange={({ target }) => write(target.value)}
        />
        <p id={`${id}-hint`} className={fault ? 'field-fault' : 'muted'} role="status">
          {fault ?? say('rejectHint')}
        </p>
      </div>
      <div className="dialog-buttons">
        {CHOICES.filter(({ may }) => row.may[may]).map(({ judgement, text }) => (
          <Button
            key={judgement}
            kind={judgement === 'rejected' ? 'danger' : 'main'}
            disabled={busy}
            onClick={() => void judge(judgement)}
          >
            {say(text)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

/** The reason as it is written, what is wrong with it, and how it goes. */
function useJudging(row: CheckRow, onDone: () => void) {
  const say = useTexts(checksTexts);
  const words = useWords();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const sending = useWrite(checksContract.judgeCheck);
  const judge = async (judgement: Judgement): Promise<void> => {
    if (judgement !== 'accepted' && reason.trim() === '') {
      setFault(say('reasonDue'));
      return;
    }
    const body = { version: row.version, judgement, reason: reason.trim() || null };
    try {
      await sending.mutateAsync({ params: { id: row.id }, body });
      toast.good(say('judged'));
      onDone();
    } catch (error) {
      const { detail, title } = asProblem(error);
      setFault(words(detail ?? title));
    }
  };
  return { reason, fault, busy: sending.isPending, write: setReason, judge };
}
