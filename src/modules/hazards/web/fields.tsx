import { callApi } from '../../../ui/api/call.ts';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { PickSource } from '../../../ui/form/picker.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { CriterionPicker, type PickedItem } from '../../criteria/web/index.ts';
import { fileSource } from '../../files/web/index.ts';
import type { HazardField } from '../contract.ts';
import { hazardsContract } from '../contract.ts';
import { MOST_FILES } from '../model.ts';

/** What a form of the loop is about. */
export interface About {
  /** The record that names the files that stand there: `hazard/HZ-1`; none yet: it is being reported. */
  readonly of?: string;
  readonly enterprise: string | null;
  readonly foundOn: string | null;
}

/** How a field is shown that is more than its kind says. */
export function specialOf({ name, kind }: HazardField, about: About): Partial<FormField> {
  if (kind === 'files') return { files: fileSource(MOST_FILES, about.of) };
  const { enterprise, foundOn } = about;
  if (kind === 'picker' && enterprise !== null) return { pick: equipmentPick(enterprise) };
  // Where the register says what binds the enterprise, the items have been offered.
  if (name !== 'criterion' || kind !== 'select' || enterprise === null || foundOn === null)
    return {};
  return {
    kind: 'part',
    part: (value, put) => (
      <CriterionPicker
        enterprise={enterprise}
        foundOn={foundOn}
        value={typeof value === 'string' && value !== '' ? value : null}
        onPick={(picked) => put(judgedBy(picked))}
      />
    ),
  };
}

/** What follows from the item that was picked; the person may still say otherwise. */
function judgedBy(picked: PickedItem | null): Values {
  if (picked === null) return { criterion: null };
  const { criterion, kind, nature } = picked;
  const weight = kind === 'statutory' ? { major: true } : { major: false, treatedAsMajor: true };
  return { criterion, ...weight, ...(nature ? { class: nature } : {}) };
}

function equipmentPick(enterprise: string): PickSource {
  const ask = async (query: { readonly q?: string; readonly id?: string }) => {
    const asked = callApi(hazardsContract.hazardEquipment, { query: { enterprise, ...query } });
    return (await asked).rows;
  };
  return {
    find: async (q) =>
      (await ask({ q })).map(({ id, name, note }) => ({ value: id, label: name, note })),
    named: async (id) => (await ask({ id }))[0]?.name ?? null,
  };
}
