import type { Refusal } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { demoContract } from './contract.ts';
import type { Stage } from './model.ts';
import { endScene, simulatorShown, startScene } from './service/simulator.ts';

export interface DemoDeps {
  readonly city: () => LiveCity;
  /** Null: the city is no made-up one, or another process plays. */
  readonly stage: () => Stage | null;
}

export const demoRoutes = ({ city, stage }: DemoDeps) => {
  const there = async <T>(
    work: (stage: Stage) => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> => {
    const now = stage();
    return now ? work(now) : refuse({ code: 'not-found' });
  };
  return routes<typeof demoContract, Caller>('demo', demoContract, {
    simulator: ({ caller }) => there((now) => simulatorShown(city(), now, caller)),
    startScene: ({ caller, body }) => there((now) => startScene(city(), now, caller, body)),
    endScene: ({ caller, params }) => there((now) => endScene(city(), now, caller, params.id)),
  });
};
