import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { ApiProblem } from '../../../ui/api/problem.ts';
import { asProblem } from '../../../ui/api/problem.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Loading, PageState, ProblemState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { lettersContract } from '../contract.ts';
import { lettersTexts } from './texts.ts';

/** Chosen rows are too many for an address: they come with the navigation. */
function chosenOf(state: unknown): { subjects?: string[]; enterprises?: string[] } {
  const { subjects, enterprises } = (state ?? {}) as Record<string, unknown>;
  const list = (value: unknown): value is string[] => Array.isArray(value) && value.length > 0;
  return {
    ...(list(subjects) ? { subjects } : {}),
    ...(list(enterprises) ? { enterprises } : {}),
  };
}

/**
 * Where lists lead with their chosen rows: `/letters/new?clause=…&kind=reminder`, the rows as
 * `{ subjects }` or `{ enterprises }` in the navigation's state. Makes the draft and opens it.
 */
function NewLetterPage(): ReactElement {
  const say = useTexts(lettersTexts);
  const navigate = useNavigate();
  const { key, state } = useLocation();
  const [search] = useSearchParams();
  const { asOf } = useAsOf();
  const [problem, refuse] = useState<ApiProblem | null>(null);
  const [attempt, again] = useState(0);
  const begun = useRef(-1);
  const chosen = search.get('clause') !== null || Object.keys(chosenOf(state)).length > 0;
  useEffect(() => {
    if (!chosen || begun.current === attempt) return;
    begun.current = attempt;
    const clause = search.get('clause');
    const body = {
      kind: search.get('kind') === 'circular' ? ('circular' as const) : ('reminder' as const),
      ...(clause === null ? {} : { clauses: [clause] }),
      ...chosenOf(state),
      ...(asOf === null ? {} : { asOf }),
    };
    // Seen twice or reloaded, the same way to this page makes one letter.
    callApi(lettersContract.makeLetter, { body, idempotencyKey: `letter-${key}-${attempt}` })
      .then(({ id }) => navigate(`/letters/${id}`, { replace: true }))
      .catch((error) => refuse(asProblem(error)));
  }, [attempt, chosen, search, state, asOf, key, navigate]);
  if (!chosen) {
    return (
      <PageState title={say('noneChosen')} hint={say('noneChosenHint')}>
        <Link to="/letters">{say('list')}</Link>
      </PageState>
    );
  }
  if (problem === null) return <Loading />;
  const retry = (): void => {
    refuse(null);
    again((n) => n + 1);
  };
  return (
    <>
      <ProblemState problem={problem} onRetry={retry} />
      <p className="letters-back">
        <Link to="/letters">{say('list')}</Link>
      </p>
    </>
  );
}

export { NewLetterPage as page };
