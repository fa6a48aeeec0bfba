import type { ReactElement } from 'react';
import { PostsView } from './posts-view.tsx';

/** An enterprise keeps the post duties of its people. */
function PostsPage(): ReactElement {
  return <PostsView />;
}

export { PostsPage as page };
