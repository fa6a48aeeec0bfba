import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { mayWriteLetters } from '../../../law/letters.ts';
import { useWrite } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useSessionState } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { lettersContract } from '../contract.ts';
import { lettersTexts } from './texts.ts';

/** What a letter is made of: the overdue duties of these clauses, records (`type/id`) or firms. */
export interface LetterSource {
  readonly clauses?: readonly string[];
  readonly subjects?: readonly string[];
  readonly enterprises?: readonly string[];
  readonly division?: string;
}

/** One click makes the draft and opens it; for those who write letters, nothing for others. */
export function StartLetter(props: {
  readonly source: LetterSource;
  readonly kind?: 'reminder' | 'circular';
  readonly disabled?: boolean;
}): ReactElement | null {
  const { source, kind = 'reminder', disabled = false } = props;
  const say = useTexts(lettersTexts);
  const navigate = useNavigate();
  const { asOf } = useAsOf();
  const { session } = useSessionState();
  const make = useWrite(lettersContract.makeLetter);
  if (!mayWriteLetters(session?.roles ?? [])) return null;
  const start = async (): Promise<void> => {
    const { clauses, subjects, enterprises, division } = source;
    try {
      const { id } = await make.mutateAsync({
        body: {
          kind,
          ...(clauses ? { clauses: [...clauses] } : {}),
          ...(subjects ? { subjects: [...subjects] } : {}),
          ...(enterprises ? { enterprises: [...enterprises] } : {}),
          ...(division === undefined ? {} : { division }),
          ...(asOf === null ? {} : { asOf }),
        },
      });
      await navigate(`/letters/${id}`);
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <Button
      kind={kind === 'reminder' ? 'main' : 'usual'}
      disabled={disabled || make.isPending}
      onClick={() => void start()}
    >
      {say(kind === 'reminder' ? 'make' : 'makeCircular')}
    </Button>
  );
}
