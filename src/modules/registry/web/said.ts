import { useSession } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { Source } from '../model.ts';
import { registryTexts } from './texts.ts';

const UNITS = {
  persons: 'unitPersons',
  posts: 'unitPosts',
  chemicals: 'unitChemicals',
  t: 'unitTonnes',
  m3: 'unitCubic',
  km2: 'unitSquare',
} as const;

/** A unit in words; a degree has its sign. */
export function useUnit(): (unit: string) => string {
  const say = useTexts(registryTexts);
  return (unit) => {
    if (unit === 'degree') return '°';
    return unit in UNITS ? say(UNITS[unit as keyof typeof UNITS]) : unit;
  };
}

/** Who a value comes from. */
export function useSourceName(): (source: Source) => string {
  const say = useTexts(registryTexts);
  const { user, name } = useSession();
  return ({ recorder }) => {
    if (recorder === 'demo') return say('demoSource');
    if (recorder === user) return name;
    // Names of accounts are the administrators' to see.
    return recorder.startsWith('ACC-') ? say('account', { id: recorder.slice(4, 12) }) : recorder;
  };
}
