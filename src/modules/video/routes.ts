import { routes } from '../../kernel/handling.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import type { Live } from '../live/index.ts';
import { videoContract } from './contract.ts';
import type { VideoPlatform } from './rules/platform.ts';
import { videoPage } from './service/places.ts';

export interface VideoDeps {
  readonly city: () => LiveCity;
  readonly live: () => Live | null;
  readonly platform: VideoPlatform | null;
}

export const videoRoutes = ({ city, live, platform }: VideoDeps) =>
  routes<typeof videoContract, Caller>('video', videoContract, {
    video: ({ caller, query }) =>
      videoPage({ city: city(), live: live(), platform }, caller, query),
  });
