import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { wordsShape } from '../../kernel/shapes.ts';
import { sceneNames } from './model.ts';

const placeShape = z.object({
  id: z.string(),
  name: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string() }),
});

/** Whoever shows the made-up city: the bureaus, each within its scope. */
const SHOWMEN = ['bureau'] as const;

export const demoContract = contract({
  simulator: {
    method: 'GET',
    path: '/api/demo/simulator',
    title: {
      zh: '模拟器：可以发起和正在发生的场景',
      en: 'Simulator: scenes to start and under way',
    },
    callers: SHOWMEN,
    answer: z.object({
      now: z.string(),
      scenes: z.array(
        z.object({
          code: z.enum(sceneNames),
          title: wordsShape,
          hint: wordsShape,
          places: z.array(placeShape),
        }),
      ),
      playing: z.array(
        z.object({
          id: z.string(),
          scene: z.enum(sceneNames),
          title: wordsShape,
          place: placeShape,
          since: z.string(),
          until: z.string(),
          /** Null: it plays by itself, by the clock. */
          by: z.string().nullable(),
        }),
      ),
    }),
  },
  startScene: {
    method: 'POST',
    path: '/api/demo/simulator',
    title: { zh: '发起一个场景', en: 'Start a scene' },
    callers: SHOWMEN,
    body: z.object({
      scene: z.enum(sceneNames),
      place: z.string().min(1).max(200),
      minutes: z.int().min(1).max(60).default(10),
    }),
    answer: z.object({ id: z.string() }),
    idempotent: true,
  },
  endScene: {
    method: 'DELETE',
    path: '/api/demo/simulator/{id}',
    title: { zh: '结束一个场景', en: 'End a scene' },
    callers: SHOWMEN,
    params: z.object({ id: z.string().max(300) }),
    answer: z.object({ id: z.string() }),
  },
});
