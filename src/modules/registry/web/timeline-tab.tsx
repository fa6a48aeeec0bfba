import { type ReactElement, useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { Loading, PageState, ProblemState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import { registryContract } from '../contract.ts';
import type { Timeline as Page } from '../model.ts';
import { pathOf, timeOf } from './paths.ts';
import { registryTexts } from './texts.ts';

/** Everything that happened at an enterprise, the newest first. */
export function TimelineTab(props: { readonly id: string }): ReactElement {
  const say = useTexts(registryTexts);
  const words = useWords();
  const field = useId();
  const [search, setSearch] = useSearchParams();
  const kind = search.get('event') ?? '';
  const query = { limit: 50, ...(kind === '' ? {} : { types: kind }) };
  const list = useApiPages(
    registryContract.enterpriseTimeline,
    { params: { id: props.id }, query },
    { keepLast: true },
  );
  if (!list.data) {
    if (list.error)
      return <ProblemState problem={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const types = list.data.pages[0]?.types ?? [];
  const rows = list.data.pages.flatMap((page) => page.rows);
  const choose = (type: string): void => {
    const next = new URLSearchParams(search);
    if (type === '') next.delete('event');
    else next.set('event', type);
    setSearch(next, { replace: true });
  };
  return (
    <section aria-label={say('timeline')}>
      <p>
        <label htmlFor={field}>{say('eventTypes')}</label>{' '}
        <select id={field} value={kind} onChange={({ target }) => choose(target.value)}>
          <option value="">{say('everything')}</option>
          {types.map(({ code, text }) => (
            <option key={code} value={code}>
              {words(text).split(/[;,]/)[0]}
            </option>
          ))}
        </select>
      </p>
      {rows.length === 0 ? <PageState title={say('listNone')} /> : <Events rows={rows} />}
      {list.hasNextPage ? (
        <Button disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      ) : null}
    </section>
  );
}

export function Events(props: { readonly rows: Page['rows'] }): ReactElement {
  const say = useTexts(registryTexts);
  const words = useWords();
  const titleOf = (what: string, name: string | null): string =>
    name === null ? what : say('titled', { what, name });
  return (
    <Timeline
      label={say('timeline')}
      items={props.rows.map((row) => {
        const detail = [row.kind, row.outcome].flatMap((each) => (each ? [words(each)] : []));
        return {
          key: `${row.type}/${row.id}`,
          time: timeOf(row.moment),
          title: (
            <Link to={pathOf(row.type, row.id)}>
              {titleOf(words(row.typeName).split(/[;,]/)[0] ?? row.type, row.title)}
            </Link>
          ),
          ...(detail.length > 0 ? { detail: detail.join(' · ') } : {}),
        };
      })}
    />
  );
}
