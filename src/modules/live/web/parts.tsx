import { lazy, type ReactElement, Suspense } from 'react';
import { Loading } from '../../../ui/states.tsx';
import type { TagCurvesProps } from './tag-curves.tsx';
import type { TagTrackProps } from './tag-track.tsx';

const Curves = lazy(() => import('./tag-curves.tsx'));

const Tracks = lazy(() => import('./tag-track.tsx'));

const Outcomes = lazy(() => import('./outcomes-card.tsx'));

const Covered = lazy(() => import('./covered-by.tsx'));

/** The window of maintenance or calibration that covers a tag at a moment, if there is one. */
export const CoveredBy = (props: { readonly tag: string; readonly at: string }): ReactElement => (
  <Suspense fallback={null}>
    <Covered {...props} />
  </Suspense>
);

/** How some tags went over a span, with the stretch of it that tells. */
export const TagCurves = (props: TagCurvesProps): ReactElement => (
  <Suspense fallback={<Loading />}>
    <Curves {...props} />
  </Suspense>
);

/** A tag's course on a board that shares a time axis, up to where its cursor stands. */
export const TagTrack = (props: TagTrackProps): ReactElement => (
  <Suspense fallback={<Loading />}>
    <Tracks {...props} />
  </Suspense>
);

/** What became of the rows of all gateways, or of those in a division. */
export const OutcomesCard = (props: { readonly division?: string | undefined }): ReactElement => (
  <Suspense fallback={<Loading />}>
    <Outcomes {...props} />
  </Suspense>
);
