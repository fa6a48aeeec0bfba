import { lazy, type ReactElement, Suspense } from 'react';
import { Loading } from '../../../ui/states.tsx';
import type { TagCurvesProps } from './tag-curves.tsx';

const Curves = lazy(() => import('./tag-curves.tsx'));

/** How some tags went over a span, with the stretch of it that tells. */
export const TagCurves = (props: TagCurvesProps): ReactElement => (
  <Suspense fallback={<Loading />}>
    <Curves {...props} />
  </Suspense>
);
