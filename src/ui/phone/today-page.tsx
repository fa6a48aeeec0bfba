import {
  type ComponentType,
  type LazyExoticComponent,
  lazy,
  type ReactElement,
  Suspense,
} from 'react';
import { componentOf, mayOpen } from '../page.ts';
import { useSession } from '../session.tsx';
import { ErrorBoundary, Loading, PageState } from '../states.tsx';
import { useTexts } from '../texts.ts';
import type { TodayPart } from './phone-page.ts';
import { phoneTexts } from './texts.ts';

const contents = new WeakMap<TodayPart, LazyExoticComponent<ComponentType>>();

function contentOf(part: TodayPart): LazyExoticComponent<ComponentType> {
  const known = contents.get(part);
  if (known) return known;
  const made = lazy(async () => ({ default: componentOf(await part.load()) }));
  contents.set(part, made);
  return made;
}

/** `/m`: what is left today, part by part of the slices. */
export function TodayPage(props: { readonly parts: readonly TodayPart[] }): ReactElement {
  const say = useTexts(phoneTexts);
  const { roles } = useSession();
  const mine = props.parts.filter((part) => mayOpen(part, roles)).sort((a, b) => a.order - b.order);
  if (mine.length === 0) return <PageState title={say('nothingToday')} hint={say('nothingHint')} />;
  return (
    <>
      {mine.map((part) => {
        const Content = contentOf(part);
        return (
          <ErrorBoundary key={part.key} at={part.key}>
            <Suspense fallback={<Loading />}>
              <Content />
            </Suspense>
          </ErrorBoundary>
        );
      })}
    </>
  );
}
