import type { ReactElement } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { ConfirmButton } from '../../../ui/dialog.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { settingsContract } from '../contract.ts';
import { settingsTexts } from './texts.ts';

type Profile = Answer<typeof settingsContract.profiles>['rows'][number];

/** Profiles of proposed values: offered, never applied unasked. */
export function Profiles(props: {
  readonly places: readonly { readonly id: string | null }[];
}): ReactElement | null {
  const profiles = useApi(settingsContract.profiles, {});
  const may = props.places.some(({ id }) => id === null);
  if (!profiles.data) return null;
  return (
    <>
      {profiles.data.rows.map((profile) => (
        <ProfilePart key={profile.id} profile={profile} may={may} />
      ))}
    </>
  );
}

function ProfilePart(props: { readonly profile: Profile; readonly may: boolean }): ReactElement {
  const { id, title, notice, values, added, kept } = props.profile;
  const say = useTexts(settingsTexts);
  const words = useWords();
  const choose = useWrite(settingsContract.chooseProfile);
  const run = async (): Promise<void> => {
    try {
      const done = await choose.mutateAsync({ params: { id } });
      toast.good(say('chosen', { added: done.added }));
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <section className="card settings-head" aria-label={say('profile', { name: words(title) })}>
      <div>
        <h2>{say('profile', { name: words(title) })}</h2>
        <p>{words(notice)}</p>
        <p className="muted">{say('profileState', { values, added, kept })}</p>
      </div>
      {props.may && added > 0 ? (
        <ConfirmButton
          kind="main"
          title={say('profile', { name: words(title) })}
          hint={`${words(notice)} ${say('chooseHint')}`}
          onConfirm={run}
        >
          {say('choose')}
        </ConfirmButton>
      ) : null}
    </section>
  );
}
