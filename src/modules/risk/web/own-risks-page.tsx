import type { ReactElement } from 'react';
import { RisksView } from './risks-view.tsx';

/** P51: an enterprise grades and keeps its own risks. */
function OwnRisksPage(): ReactElement {
  return <RisksView own />;
}

export { OwnRisksPage as page };
