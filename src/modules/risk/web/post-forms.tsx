import { type ReactElement, useState } from 'react';
import type { AnswerOf } from '../../../kernel/endpoint.ts';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { PostPerson } from '../posts-contract.ts';
import { postsContract } from '../posts-contract.ts';
import { textOf } from './point-forms.tsx';
import { postsTexts } from './posts-texts.ts';

export type Posts = AnswerOf<typeof postsContract.posts>;

interface OfPerson {
  readonly person: PostPerson;
  readonly onClose: () => void;
}

/** Duties of somebody, from the starter text of a kind of post or written. */
export function DutiesForm(props: OfPerson & { readonly posts: Posts }): ReactElement {
  const { person, posts, onClose } = props;
  const say = useTexts(postsTexts);
  const words = useWords();
  const give = useWrite(postsContract.setDuties);
  const [from, take] = useState<{ readonly id: string; readonly text: string } | null>(null);
  const start = from?.text ?? person.duties?.text ?? null;
  return (
    <Dialog title={say('giveTo', { name: person.name ?? person.id })} onClose={onClose} wide>
      <p className="muted">{say('takeFrom')}</p>
      <div className="risk-line">
        {posts.starter.posts.map(({ id, name, duties }) => (
          <Button key={id} onClick={() => take({ id, text: duties.join('\n') })}>
            {words(name)}
          </Button>
        ))}
      </div>
      <FieldForm
        key={from?.id ?? ''}
        name={`post/${person.id}/duties/${from?.id ?? ''}`}
        label={say('give')}
        fields={[{ name: 'duties', label: say('duties'), kind: 'area', required: true }]}
        initial={{ duties: start }}
        submitText={say('give')}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ duties }) => {
          const body = { person: person.id, duties: textOf(duties) ?? '' };
          await give.mutateAsync({ body });
          toast.good(say('saved'));
        }}
      />
    </Dialog>
  );
}

const CONSEQUENCES = ['reward', 'penalty', 'none'] as const;

export function AppraiseForm({ person, onClose }: OfPerson): ReactElement {
  const say = useTexts(postsTexts);
  const appraise = useWrite(postsContract.appraise);
  return (
    <Dialog title={say('appraiseOf', { name: person.name ?? person.id })} onClose={onClose}>
      <FieldForm
        name={`post/${person.id}/appraise`}
        label={say('appraise')}
        fields={[
          { name: 'score', label: say('score'), kind: 'number', required: true },
          {
            ...{ name: 'consequence', label: say('consequence'), kind: 'select', required: true },
            options: CONSEQUENCES.map((code) => ({ value: code, label: say(code) })),
          },
          { name: 'note', label: say('note'), kind: 'area' },
        ]}
        initial={{ score: null, consequence: null, note: null }}
        submitText={say('appraise')}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ score, consequence, note }) => {
          const body = {
            ...{ person: person.id, score: Number(score), note: textOf(note) },
            consequence: CONSEQUENCES.find((code) => code === consequence) ?? 'none',
          };
          await appraise.mutateAsync({ body });
          toast.good(say('saved'));
        }}
      />
    </Dialog>
  );
}

export function ListForm(props: {
  readonly posts: Posts;
  readonly onClose: () => void;
}): ReactElement {
  const { posts, onClose } = props;
  const say = useTexts(postsTexts);
  const words = useWords();
  const issue = useWrite(postsContract.issueList);
  const options = posts.starter.posts.map(({ id, name }) => ({ value: id, label: words(name) }));
  return (
    <Dialog title={say('issue')} onClose={onClose} wide>
      <FieldForm
        name="post/list"
        label={say('issue')}
        fields={[
          ...[{ name: 'categories', label: say('categories'), kind: 'choices', options } as const],
        ]}
        initial={{ categories: options.map(({ value }) => value).join(',') }}
        submitText={say('issue')}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ categories }) => {
          const chosen = (textOf(categories) ?? '').split(',').filter((each) => each !== '');
          await issue.mutateAsync({ body: { categories: chosen } });
          toast.good(say('saved'));
        }}
      />
    </Dialog>
  );
}

export function CheckForm(props: { readonly onClose: () => void }): ReactElement {
  const { onClose } = props;
  const say = useTexts(postsTexts);
  const check = useWrite(postsContract.checkPosts);
  return (
    <Dialog title={say('check')} onClose={onClose}>
      <FieldForm
        name="post/check"
        label={say('check')}
        fields={[
          { name: 'findings', label: say('findings'), kind: 'number', required: true },
          { name: 'note', label: say('checkNote'), kind: 'area', required: true },
        ]}
        initial={{ findings: 0, note: null }}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ findings, note }) => {
          await check.mutateAsync({
            body: { findings: Number(findings), note: textOf(note) ?? '' },
          });
          toast.good(say('saved'));
        }}
      />
    </Dialog>
  );
}
