import { formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { AnswerOf, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Caller, type LiveCity, reading } from '../../identity/index.ts';
import type { demoContract } from '../contract.ts';
import { type SceneName, type ScenePlace, type Stage, sceneNames, scenes } from '../model.ts';
import { enterprisesSeen } from '../store/enterprises.ts';

type Shown = AnswerOf<typeof demoContract.simulator>;
type PlaceShown = Shown['scenes'][number]['places'][number];

/** Scenes within the caller's scope: where each can play, and what plays. */
export async function simulatorShown(
  city: LiveCity,
  stage: Stage,
  caller: Caller,
): Promise<Result<Shown, Refusal>> {
  const playing = stage.playing();
  const places = new Map(sceneNames.map((scene) => [scene, stage.places(scene)]));
  const all = [...[...places.values()].flat(), ...playing.map(({ place }) => place)];
  const names = await seen(city, caller, all);
  const shown = ({ id, name, enterprise }: ScenePlace): PlaceShown[] => {
    const known = names.get(enterprise);
    return known === undefined ? [] : [{ id, name, enterprise: { id: enterprise, name: known } }];
  };
  return ok({
    now: told(stage.now()),
    scenes: sceneNames.map((code) => ({
      ...{ code, ...scenes[code] },
      places: (places.get(code) ?? []).flatMap(shown),
    })),
    playing: playing.flatMap(({ place, since, until, ...rest }) =>
      shown(place).map((one) => ({
        ...{ ...rest, place: one, title: scenes[rest.scene].title },
        ...{ since: told(since), until: told(until) },
      })),
    ),
  });
}

interface Wanted {
  readonly scene: SceneName;
  readonly place: string;
  readonly minutes: number;
}

export async function startScene(
  city: LiveCity,
  stage: Stage,
  caller: Caller,
  { scene, place, minutes }: Wanted,
): Promise<Result<{ id: string }, Refusal>> {
  const found = stage.places(scene).find(({ id }) => id === place);
  const names = await seen(city, caller, found ? [found] : []);
  if (!(found && names.has(found.enterprise))) return refuse({ code: 'not-visible' });
  const started = stage.start(scene, place, minutes, caller.name);
  return started ? ok({ id: started.id }) : refuse({ code: 'not-visible' });
}

export async function endScene(
  city: LiveCity,
  stage: Stage,
  caller: Caller,
  id: string,
): Promise<Result<{ id: string }, Refusal>> {
  const found = stage.playing().find((each) => each.id === id);
  const names = await seen(city, caller, found ? [found.place] : []);
  if (!(found && names.has(found.place.enterprise))) return refuse({ code: 'not-visible' });
  stage.end(id);
  return ok({ id });
}

const told = (at: number): string => formatMoment(at as Moment);

const seen = (city: LiveCity, caller: Caller, places: readonly ScenePlace[]) =>
  reading(city.web, caller, (client) =>
    enterprisesSeen(client, [...new Set(places.map(({ enterprise }) => enterprise))]),
  );
