/** One fault seeded into the made-up city's plan, and exactly what the loader says about it. */
export interface Seed {
  readonly name: string;
  readonly file: string;
  readonly edit: (text: string) => string;
  readonly faults: readonly string[];
}

type Json = Record<string, unknown>;
type Edit = (clause: Json) => void;

/** Edits one clause of a clause file. */
function inClause(name: string, id: string, edit: Edit, ...faults: string[]): Seed {
  const file = `clauses/0${id.charAt(0)}.json`;
  return {
    name,
    file,
    edit: (text) => {
      const clauses = JSON.parse(text) as Json[];
      const clause = clauses.find((each) => each.id === `LANWAN-${id}`);
      if (clause === undefined) throw new Error(`no clause ${id}`);
      edit(clause);
      return JSON.stringify(clauses);
    },
    faults: faults.map((fault) => `${file}: LANWAN-${id}: ${fault}`),
  };
}

/** Sets (or with undefined takes away) what stands at a dotted path. */
const put =
  (path: string, value: unknown): Edit =>
  (clause) => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at: Json = clause;
    for (const key of keys) at = at[key] as Json;
    if (value === undefined) delete at[last];
    else at[last] = value;
  };

const words = (name: string, from: string, to: string, ...faults: string[]): Seed => ({
  name,
  file: 'vocabulary.json',
  edit: (text) => text.replace(from, to),
  faults,
});
const plan = (name: string, from: string, to: string, ...faults: string[]): Seed => ({
  ...words(name, from, to, ...faults),
  file: 'plan.json',
});
const parameters = (name: string, from: string, to: string, ...faults: string[]): Seed => ({
  ...words(name, from, to, ...faults),
  file: 'parameters.json',
});

const dictionary: readonly Seed[] = [
  inClause(
    'unknown attribute',
    '1.1',
    put('requirement.predicate.all.0.attr', 'planningConform'),
    "requirement.predicate.all.0: 'enterprise' has no attribute 'planningConform'",
  ),
  inClause(
    'unknown attribute in the selector',
    '1.1',
    put('subject.selector.all.0.attr', 'trade'),
    "subject.selector.all.0: 'enterprise' has no attribute 'trade'",
  ),
  inClause(
    'path through an attribute that is no reference',
    '1.1',
    put('requirement.predicate.all.0.attr', 'name.length'),
    "requirement.predicate.all.0: 'enterprise' has no attribute 'name.length'",
  ),
  inClause(
    'unknown record type',
    '1.2',
    put('requirement.record', 'exercise'),
    "requirement.record: no record type 'exercise'",
  ),
  inClause(
    'unknown entity',
    '3.3',
    put('subject.selector.entity', 'company'),
    "subject.selector.entity: no record type 'company'",
    "requirement.of.0.tie: 'drill.enterprise' cannot hold a record of type 'company'",
    "requirement.of.1.tie: 'selfInspection.enterprise' cannot hold a record of type 'company'",
  ),
  inClause(
    'wrong tie',
    '1.2',
    put('requirement.tie', 'facility'),
    "requirement.tie: 'drill.facility' cannot hold a record of type 'enterprise'",
  ),
  inClause(
    'unknown tie',
    '1.2',
    put('requirement.tie', 'firm'),
    "requirement.tie: 'drill' has no attribute 'firm'",
  ),
  inClause(
    'code that the attribute does not have',
    '3.2',
    put('subject.selector.all.0.in', ['declared-stopped', 'asleep']),
    "subject.selector.all.0: 'asleep' is not a code of 'productionState' (running, declared-stopped, ordered-stopped, closed)",
  ),
  inClause(
    'code that an open list does not have yet',
    '1.2',
    put('requirement.where.all.0.eq', 'quay'),
    "requirement.where.all.0: 'quay' is not a code of 'kind' (evacuation, county-demonstration, emergency, tabletop, other; add it to codes of the plan's vocabulary.json)",
  ),
  inClause(
    'text where a yes or no belongs',
    '1.1',
    put('requirement.predicate.all.0.eq', 'yes'),
    `requirement.predicate.all.0: 'planningConformity' is a bool, not "yes"`,
  ),
  inClause(
    'text where a number belongs',
    '2.5',
    put('subject.selector.all.0.gt', 'many'),
    `subject.selector.all.0: 'findings' is a int, not "many"`,
  ),
  inClause(
    'list compared with eq',
    '1.1',
    put('subject.selector.all.0', { attr: 'industry', eq: 'trade' }),
    "subject.selector.all.0: 'industry' is a list: use in or exists",
  ),
  inClause(
    'code in an order',
    '3.3',
    put('subject.selector.all.1', { attr: 'scale', gte: 'large' }),
    "subject.selector.all.1: 'scale' (code) has no order for gte",
  ),
  inClause(
    'in without a list',
    '1.1',
    put('subject.selector.all.0.in', 'trade'),
    'subject.selector.all.0: in needs list',
  ),
  inClause(
    'unknown date attribute',
    '2.2',
    put('requirement.followUp.at', 'closed'),
    "requirement.followUp.at: 'hazard' has no attribute 'closed'",
  ),
  inClause(
    'unknown due attribute',
    '2.2',
    put('requirement.due', { attr: 'deadline' }),
    "requirement.due: 'hazard' has no attribute 'deadline'",
  ),
];

const parametersOfClauses: readonly Seed[] = [
  inClause(
    'unknown parameter',
    '1.2',
    put('every.param', 'quay.drill.rhythm'),
    "every: no parameter 'quay.drill.rhythm' is defined",
    "every: reads 'quay.drill.rhythm', which is not listed in reads",
    "reads: 'quay.drill.period' is read by nothing; move it to informs",
  ),
  inClause(
    'read but not declared',
    '2.2',
    (clause) => {
      put('reads', [])(clause);
      put('informs', ['quay.hazard.closeWithin'])(clause);
    },
    "requirement.within: reads 'quay.hazard.closeWithin', which is not listed in reads",
  ),
  inClause(
    'declared but not read',
    '3.3',
    (clause) => {
      put('reads', ['quay.watch.rule'])(clause);
      put('informs', [])(clause);
    },
    "reads: 'quay.watch.rule' is read by nothing; move it to informs",
  ),
  inClause(
    'parameter of the wrong type',
    '1.2',
    (clause) => {
      put('every.param', 'quay.hazard.closedShare')(clause);
      put('reads', ['quay.hazard.closedShare'])(clause);
      put('informs', ['quay.drill.period'])(clause);
    },
    "every: 'quay.hazard.closedShare' is a share; needs period",
  ),
  inClause(
    'name that is none',
    '1.2',
    put('every.param', 'rhythm'),
    'every.param: is not a parameter name',
  ),
];

const shapes: readonly Seed[] = [
  inClause(
    'wrong form',
    '1.1',
    put('requirement.form', 'happens'),
    'requirement.form: Invalid option: expected one of "state"|"occurs"|"none"|"follows"|"ratio"|"trend"|"attest"|"all"|"any"',
  ),
  inClause(
    'wrong form inside all',
    '3.3',
    put('requirement.of.1.form', 'occur'),
    'requirement.of.1.form: Invalid option: expected one of "state"|"occurs"|"none"|"follows"|"ratio"|"trend"|"attest"|"all"|"any"',
  ),
  inClause(
    'missing field',
    '1.1',
    put('en', undefined),
    'en: Invalid input: expected string, received undefined',
  ),
  inClause(
    'missing field of the requirement',
    '2.2',
    put('requirement.trigger.at', undefined),
    'requirement.trigger.at: Invalid input: expected string, received undefined',
  ),
  inClause(
    'field that no clause has',
    '1.1',
    put('deadline', '2025-12-31'),
    'Unrecognized key: "deadline"',
  ),
  inClause(
    'comparison that is none',
    '1.1',
    put('requirement.predicate.all.0', { attr: 'planningConformity', is: true }),
    'requirement.predicate.all.0: Unrecognized key: "is"',
    "requirement.predicate.all.0: needs exactly one of eq, ne, in, gte, gt, lte, lt, onOrAfter, before, exists",
  ),
  inClause(
    'two comparisons at once',
    '2.5',
    put('subject.selector.all.0', { attr: 'findings', gt: 0, lt: 9 }),
    'subject.selector.all.0: needs exactly one of eq, ne, in, gte, gt, lte, lt, onOrAfter, before, exists',
  ),
  inClause(
    'duration that is none',
    '2.5',
    put('requirement.within', '3 days'),
    'requirement.within: needs a duration or {"param": name}',
  ),
  inClause(
    'working days in hours',
    '2.5',
    put('requirement.within', 'PT72H'),
    'requirement.within: working days are counted: needs whole days such as P5D, or {"param": name}',
  ),
  inClause(
    'working days without a number',
    '2.5',
    put('requirement.within', undefined),
    'requirement.within: working days are counted: needs whole days such as P5D, or {"param": name}',
  ),
  inClause(
    'kind that is none',
    '1.1',
    put('kind', 'wish'),
    'kind: Invalid option: expected one of "milestone"|"recurring"|"prohibition"|"conditional"|"standing"|"system"|"document"|"incentive"|"enforcement"',
  ),
];

const dates: readonly Seed[] = [
  inClause(
    'date that is none',
    '1.1',
    put('due.date', '2025-02-30'),
    'due.date: is not a day of the calendar',
  ),
  inClause(
    'yearly date that is none',
    '1.3',
    put('due.onOrBefore', '--02-30'),
    'due.onOrBefore: is not a day of the year',
  ),
  inClause(
    'date outside the window',
    '1.1',
    put('due.date', '2028-01-01'),
    "due.date: 2028-01-01 lies outside the plan's window",
  ),
  inClause(
    'window that ends before it begins',
    '2.1',
    put('due.window', { from: '2026-01-01', until: '2025-01-01' }),
    'due.window: ends before it begins',
  ),
  inClause(
    'milestone without date',
    '1.1',
    put('due', { type: 'continuous' }),
    'due.type: a milestone has a date',
  ),
];

const targets: readonly Seed[] = [
  inClause(
    'target basis missing',
    '1.1',
    put('target.basis', undefined),
    'target.basis: Invalid option: expected one of "stated"|"implied"|"inferred"|"parameter"',
  ),
  inClause(
    'target basis unknown',
    '1.1',
    put('target.basis', 'guessed'),
    'target.basis: Invalid option: expected one of "stated"|"implied"|"inferred"|"parameter"',
  ),
  inClause(
    "own number said to be a parameter's",
    '1.1',
    put('target.basis', 'parameter'),
    'target.basis: is parameter exactly when the value is one',
  ),
  inClause(
    "parameter shown as the plan's own number",
    '2.3',
    put('target.basis', 'stated'),
    'target.basis: is parameter exactly when the value is one',
  ),
];

const text: readonly Seed[] = [
  inClause(
    'quote not in the text',
    '1.1',
    put('quote', '各仓储企业2026年底前要全部符合港区规划'),
    'quote: does not stand in the text of its plan',
  ),
  inClause(
    'quote with a space in it',
    '1.1',
    put('quote', '各仓储企业 2025年底前要全部符合港区规划'),
    'quote: a quote has no whitespace',
    'quote: does not stand in the text of its plan',
  ),
  inClause(
    'consequence not in the text',
    '2.1',
    put('consequence.zh', '逾期的罚款'),
    'consequence.zh: does not stand in the text of its plan',
  ),
  inClause(
    'reference to no clause',
    '2.1',
    put('related', ['LANWAN-9.9']),
    "related: no clause 'LANWAN-9.9' is loaded",
  ),
  inClause(
    'clause of another plan',
    '1.1',
    put('plan', 'chem'),
    "plan: 'chem' is not the plan of this folder",
  ),
  inClause(
    'unknown role',
    '1.3',
    put('actor', ['harbour-master']),
    "actor: 'harbour-master' is not in the vocabulary",
  ),
  inClause(
    'unknown role that attests',
    '3.1',
    put('requirement.by', ['harbour-master']),
    "requirement.by.0: no role 'harbour-master' in the vocabulary",
  ),
  inClause(
    'unknown module',
    '1.1',
    put('module', 'ships'),
    "module: 'ships' is not in the vocabulary",
  ),
];

const folders: readonly Seed[] = [
  {
    name: 'id that is none',
    file: 'clauses/03.json',
    edit: (json) => json.replace('"LANWAN-3.2"', '"third"'),
    faults: ['clauses/03.json: third: id: is not a clause id like CHEM-2.5'],
  },
  {
    name: 'duplicate id',
    file: 'clauses/03.json',
    edit: (json) => json.replace('"LANWAN-3.2"', '"LANWAN-3.1"'),
    faults: ['clauses/03.json: LANWAN-3.1: id: is taken'],
  },
  {
    name: 'lost clause',
    file: 'clauses/03.json',
    edit: (json) => JSON.stringify((JSON.parse(json) as Json[]).slice(1)),
    faults: ['plan.json: clauses: says 11 clauses, but the folder holds 10'],
  },
  {
    name: 'broken JSON',
    file: 'clauses/03.json',
    edit: () => '[{]',
    faults: [
      "clauses/03.json: is not JSON: Expected property name or '}' in JSON at position 2 (line 1 column 3)",
    ],
  },
  {
    name: 'clause file that is no list',
    file: 'clauses/03.json',
    edit: () => '{}',
    faults: ['clauses/03.json: a clause file is a list of clauses'],
  },
  plan('plan without window', '"window"', '"period"', 'plan.json: window: Invalid input: expected object, received undefined', 'plan.json: Unrecognized key: "period"'),
  plan('plan of no division', '"459900"', '"4599"', 'plan.json: jurisdiction: is not a division code'),
  words(
    'role that is taken',
    '"port-command"',
    '"city-eb"',
    "vocabulary.json: roles: 'city-eb' is taken",
  ),
  words(
    'code that is taken',
    '"tanks-empty"',
    '"backbone"',
    "vocabulary.json: codes.enterprise.tags: 'backbone' is taken",
  ),
  words(
    'code of a closed list',
    '"attribute": "tags"',
    '"attribute": "scale"',
    "vocabulary.json: codes.enterprise.scale: 'scale' is no open list: 'tanks-empty' cannot be added",
  ),
  parameters(
    'parameter that is taken',
    '"quay.watch.rule"',
    '"alarm.handleWithin"',
    "parameters.json: parameters: 'alarm.handleWithin' is taken",
  ),
  parameters(
    'parameter without type',
    '"type": "text"',
    '"type": "story"',
    'parameters.json: parameters.3.type: Invalid option: expected one of "duration"|"period"|"share"|"int"|"number"|"date"|"text"|"list"|"mapping"|"choice"',
  ),
];

export const seeds: readonly Seed[] = [
  ...dictionary,
  ...parametersOfClauses,
  ...shapes,
  ...dates,
  ...targets,
  ...text,
  ...folders,
];
