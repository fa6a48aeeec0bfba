import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { demoContract } from '../contract.ts';
import type { SceneName } from '../model.ts';
import { simulatorTexts } from './simulator-texts.ts';
import './simulator.css';

type View = Answer<typeof demoContract.simulator>;
type Place = View['playing'][number]['place'];

const REFRESH_MS = 5000;
const LENGTHS = [1, 2, 5, 10, 30, 60];
const USUAL = 10;

/** The simulator panel (模拟器): what plays in the made-up city, and can be made to. */
function SimulatorPage(): ReactElement {
  const say = useTexts(simulatorTexts);
  const choice = { refetchEveryMs: REFRESH_MS };
  const view = useApi(demoContract.simulator, {}, choice);
  return (
    <div className="simulator">
      <h1>{say('title')}</h1>
      <p className="muted">{say('hint')}</p>
      <p>
        <Link to="/alarms">{say('desk')}</Link>
      </p>
      <Answered of={view}>
        {(data) => (
          <>
            <Start view={data} done={() => void view.refetch()} />
            <Playing view={data} done={() => void view.refetch()} />
          </>
        )}
      </Answered>
    </div>
  );
}

const nameOf = ({ name, enterprise }: Place): string =>
  [enterprise.name, name].filter((part) => part !== '').join(' · ');

function Start(props: { readonly view: View; readonly done: () => void }): ReactElement {
  const { view, done } = props;
  const say = useTexts(simulatorTexts);
  const words = useWords();
  const write = useWrite(demoContract.startScene);
  const [code, setCode] = useState<SceneName>('leak');
  const [place, setPlace] = useState('');
  const [minutes, setMinutes] = useState(USUAL);
  const scene = view.scenes.find((each) => each.code === code);
  const places = scene?.places ?? [];
  // Of another scene, or taken out meanwhile: the first.
  const chosen = places.find((each) => each.id === place) ?? places[0];
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(scene && chosen)) return;
    try {
      await write.mutateAsync({ body: { scene: code, place: chosen.id, minutes } });
      toast.good(say('started', { what: `${words(scene.title)} ${nameOf(chosen)}` }));
    } catch (error) {
      toast.bad(error);
    }
    done();
  };
  const options = places.map((each) => [each.id, nameOf(each)] as const);
  return (
    <form className="card simulator-form" onSubmit={(event) => void send(event)}>
      <h2>{say('start')}</h2>
      <div className="filter-field">
        <Choice
          label={say('scene')}
          value={code}
          options={view.scenes.map((each) => [each.code, words(each.title)] as const)}
          choose={setCode}
        />
        <Choice label={say('place')} value={chosen?.id ?? ''} options={options} choose={setPlace} />
        <Choice
          label={say('minutes')}
          value={String(minutes)}
          options={LENGTHS.map((each) => [String(each), String(each)] as const)}
          choose={(value) => setMinutes(Number(value))}
        />
        <Button type="submit" kind="main" disabled={write.isPending || !chosen}>
          {say('go')}
        </Button>
      </div>
      <p className="muted">
        {scene ? words(scene.hint) : ''}
        {chosen ? '' : ` ${say('nowhere')}`}
      </p>
    </form>
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly choose: (value: T) => void;
}): ReactElement {
  const { label, value, options, choose } = props;
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => choose(target.value as T)}>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}

function Playing(props: { readonly view: View; readonly done: () => void }): ReactElement {
  const { view, done } = props;
  const say = useTexts(simulatorTexts);
  const words = useWords();
  const write = useWrite(demoContract.endScene);
  const end = async ({ id, title, place }: View['playing'][number]): Promise<void> => {
    try {
      await write.mutateAsync({ params: { id } });
      toast.good(say('ended', { what: `${words(title)} ${nameOf(place)}` }));
    } catch (error) {
      toast.bad(error);
    }
    done();
  };
  return (
    <section className="card" aria-labelledby="playing">
      <h2 id="playing">{say('playing')}</h2>
      {view.playing.length === 0 ? (
        <p>{say('none')}</p>
      ) : (
        <table className="simulator-table">
          <thead>
            <tr>
              {(['scene', 'place', 'since', 'until', 'by', 'act'] as const).map((key) => (
                <th key={key} scope="col">
                  {say(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.playing.map((each) => (
              <tr key={each.id}>
                <th scope="row">{words(each.title)}</th>
                <td>{nameOf(each.place)}</td>
                <td>{each.since.slice(11, 19)}</td>
                <td>{each.until.slice(11, 19)}</td>
                <td>{each.by ?? say('itself')}</td>
                <td className="simulator-acts">
                  <Link to={`/alarms/list?enterprise=${each.place.enterprise.id}`}>
                    {say('alarms')}
                  </Link>
                  <Button
                    label={say('endOf', { what: `${words(each.title)} ${nameOf(each.place)}` })}
                    disabled={write.isPending}
                    onClick={() => void end(each)}
                  >
                    {say('end')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export { SimulatorPage as page };
