import { lazy, type ReactElement, Suspense } from 'react';
import { Loading } from '../../../ui/states.tsx';
import type { CriterionPickerProps } from './criterion-picker.tsx';

/** What other slices show of this one; its code comes when it is shown. */

const Tab = lazy(() => import('./criteria-tab.tsx'));
const Picker = lazy(() => import('./criterion-picker.tsx'));

/** 重大隐患判定: the criteria of one enterprise, item by item. */
export const CriteriaTab = (props: { readonly enterprise: string }): ReactElement => (
  <Suspense fallback={<Loading />}>
    <Tab {...props} />
  </Suspense>
);

/** Picks the item that a hazard cites, by the edition of the day it was found. */
export const CriterionPicker = (props: CriterionPickerProps): ReactElement => (
  <Suspense fallback={<Loading />}>
    <Picker {...props} />
  </Suspense>
);
