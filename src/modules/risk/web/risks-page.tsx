import type { ReactElement } from 'react';
import { RisksView } from './risks-view.tsx';

/** The same for whoever watches over enterprises: by colour, by division, enterprise by enterprise. */
function RisksPage(): ReactElement {
  return <RisksView own={false} />;
}

export { RisksPage as page };
