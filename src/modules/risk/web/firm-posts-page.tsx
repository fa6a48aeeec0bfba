import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { PostsView } from './posts-view.tsx';

/** Post duties of one enterprise, for whoever watches over it. */
function FirmPostsPage(): ReactElement {
  const { id = '' } = useParams();
  return <PostsView enterprise={id} />;
}

export { FirmPostsPage as page };
