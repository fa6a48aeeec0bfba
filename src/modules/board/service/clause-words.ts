import { must } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import { parametersOf, typesRead } from '../../../law/plans/uses.ts';
import { standardOn } from '../../../law/standards/catalogue.ts';
import { entriesOf } from '../../../law/standards/entries.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { ClauseExplanation, Lexicon, RecordedEntry } from '../../plan/index.ts';
import { explainClause, roleWords, standingWords, typeWords } from '../../plan/index.ts';
import type { ClauseView, Words } from '../model.ts';
import { seriesOf } from '../rules/standards.ts';
import { basisWords, strengthWords } from '../rules/words.ts';
import type { Asked } from './asked.ts';
import { moduleWords, quoteOf } from './board.ts';
import { library } from './library.ts';

type Told = Omit<
  ClauseView,
  | 'id'
  | 'quote'
  | 'en'
  | 'kind'
  | 'measure'
  | 'actors'
  | 'parameters'
  | 'standards'
  | 'asOf'
  | 'division'
  | 'figure'
  | 'before'
  | 'trend'
  | 'counties'
>;

/** What the plan says of a clause and how we read it. */
export function wordsOf(city: LiveCity, clause: Clause, lexicon: Lexicon): Told {
  const plan = must(
    library().plans.find(({ id }) => id === clause.plan),
    'a clause has its plan',
  );
  const { no, zh, en } = clause.section;
  const modules = moduleWords();
  return {
    plan: { id: plan.id, title: { zh: plan.zh, en: plan.en } },
    section: { no, title: { zh, en } },
    task: String(clause.task),
    taskTitle: clause.taskTitle,
    items: clause.items,
    strength: strengthWords(clause.strength),
    modules: [clause.module, ...clause.alsoModules].flatMap((id) => modules.get(id) ?? []),
    overseers: clause.overseer.map((role) => roleWords(lexicon, role)),
    ...papersOf(clause),
    consequence: consequenceOf(clause),
    ambiguity: clause.ambiguity,
    note: clause.note ?? null,
    subjectType: typeWords(lexicon, clause.subject.selector.entity),
    subjectIsEnterprise: clause.subject.selector.entity === 'enterprise',
    how: howOf(clause, explainClause(lexicon, clause)),
    bases: basesOf(clause),
    related: city.clauses
      .filter(({ id }) => clause.related.includes(id))
      .map((each) => ({ id: each.id, quote: quoteOf(each), en: each.en })),
  };
}

function howOf(clause: Clause, explained: ClauseExplanation): ClauseView['how'] {
  const { population, requirement, due, target } = explained;
  const { indicator, proof } = clause.evidence;
  return { population, requirement, due, target, ...indicator, proof };
}

/** Documents and systems that the clause names. */
function papersOf(clause: Clause): Pick<ClauseView, 'documents' | 'systems'> {
  const { documents, systems } = library().vocabulary;
  return {
    documents: documents
      .filter(({ id }) => clause.documents.includes(id))
      .map(({ name, en, issuer }) => ({ name: { zh: name, en }, issuer: issuer ?? null })),
    systems: systems
      .filter(({ id }) => clause.systems.includes(id))
      .map(({ name, en }) => ({ zh: name, en })),
  };
}

function consequenceOf({ consequence }: Clause): Words | null {
  if (!consequence || (consequence.zh === null && consequence.en === null)) return null;
  const { zh, en } = consequence;
  return { zh: zh ?? en ?? '', en: en ?? zh ?? '' };
}

/** On what the numbers rest: what is inferred is marked so, never shown as the plan's own. */
function basesOf({ target, actorBasis }: Clause): ClauseView['bases'] {
  const actor = { of: { zh: '责任主体', en: 'who answers for it' }, basis: actorBasis };
  const goal = target ? [{ of: { zh: '目标值', en: 'target' }, basis: target.basis }] : [];
  return [actor, ...goal].map((each) => ({ ...each, words: basisWords(each.basis) }));
}

export function parametersFor(clause: Clause, lexicon: Lexicon): ClauseView['parameters'] {
  return parametersOf(clause).map((name) => {
    const definition = must(lexicon.definitions.get(name), `the parameter ${name} is defined`);
    const entry = lexicon.values?.get(name) as RecordedEntry | undefined;
    return {
      name,
      title: { zh: definition.zh, en: definition.en },
      standing: standingWords(lexicon, name),
      needed: clause.reads.includes(name),
      set: entry !== undefined,
      proposed: (entry?.profile ?? null) !== null,
    };
  });
}

export function standardsFor(clause: Clause, { day }: Asked): ClauseView['standards'] {
  const { series, files } = library().standards;
  const wanted = seriesOf(typesRead(clause), clause.plan);
  return series
    .filter(({ id }) => wanted.includes(id))
    .map((each) => {
      const edition = standardOn(each, day);
      const { count, recalled } = entriesOf(edition?.file ? files.get(edition.file) : null);
      const { id, zh, en } = each;
      return { id, zh, en, edition: editionOf(edition), entries: count, recalled };
    });
}

type Edition = ReturnType<typeof standardOn>;

function editionOf(edition: Edition): ClauseView['standards'][number]['edition'] {
  if (edition === null) return null;
  const { number, from, until, dates, file, note } = edition;
  return { number, from, until, dates, onFile: file !== null, note: note ?? null };
}
