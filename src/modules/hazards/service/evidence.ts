import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { FILE_ID, filesNamed, notOwn } from '../../files/index.ts';
import type { HazardFile, HazardWhole } from '../contract.ts';
import { MOST_FILES, type Values } from '../model.ts';
import type { StepRecord } from '../store/one.ts';

const TOO_MANY: Bilingual = {
  zh: `最多 ${MOST_FILES} 个文件`,
  en: `${MOST_FILES} files at most`,
};
const NOT_SENT: Bilingual = {
  zh: '有文件没有传到，或不是由您上传：请移除后重新上传',
  en: 'a file did not arrive, or was uploaded by somebody else: take it out and send it again',
};

export const fileFields = (definition: RecordDefinition): readonly string[] =>
  definition.attributes.filter(({ type }) => type === 'files').map(({ name }) => name);

const listed = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** Files that an act names and that did not stand before. */
export function broughtIn(definition: RecordDefinition, set: Values, before: Values): string[] {
  const brought = fileFields(definition).flatMap((name) => {
    const stood = listed(before[name]);
    return listed(set[name]).filter((id) => !stood.includes(id));
  });
  return [...new Set(brought)];
}

/** Files that are not there, or that somebody else uploaded. */
export async function fileFaults(
  client: PoolClient,
  definition: RecordDefinition,
  set: Values,
  before: Values,
): Promise<Record<string, Bilingual>> {
  const faults: Record<string, Bilingual> = {};
  for (const name of fileFields(definition)) {
    const ids = listed(set[name]);
    if (ids.length === 0) continue;
    if (ids.length > MOST_FILES) faults[name] = TOO_MANY;
    const brought = broughtIn(definition, { [name]: ids }, before);
    const odd = brought.some((id) => !FILE_ID.test(id));
    if (odd || (await notOwn(client, brought)).length > 0) faults[name] = NOT_SENT;
  }
  return faults;
}

/** The files of a hazard: as it was found, after the work, and of each step. */
export async function evidenceOf(
  client: PoolClient,
  id: string,
  { photos, documents }: Readonly<Record<string, unknown>>,
  steps: readonly StepRecord[],
): Promise<{
  readonly evidence: HazardWhole['evidence'];
  readonly of: (step: StepRecord) => HazardFile[];
}> {
  const [before, after] = [listed(photos), listed(documents)];
  const named = [...before, ...after, ...steps.flatMap((step) => listed(step.documents))];
  const kept = await filesNamed(client, `hazard/${id}`, [...new Set(named)]);
  const byId = new Map(kept.map((file) => [file.id, file]));
  const of = (ids: readonly string[]): HazardFile[] => ids.flatMap((each) => byId.get(each) ?? []);
  const missing = [...before, ...after].filter((each) => !byId.has(each)).length;
  return {
    evidence: { before: of(before), after: of(after), missing },
    of: ({ documents: own }) => of(listed(own)),
  };
}
