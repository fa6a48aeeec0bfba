import { callApi } from '../../../ui/api/call.ts';
import { withAsOf } from '../../../ui/api/use-api.ts';
import type { PickOption, PickSource } from '../../../ui/form/picker.tsx';
import { wordsNow } from '../../../ui/texts.ts';
import type { Choice, ChosenType, ToldType } from '../choice-model.ts';
import { registryContract } from '../contract.ts';

/** What has no name is told by its kind and what stands beside it, in a chip as in the list. */
const optionOf = ({ id, name, kind, note }: Choice): PickOption => {
  if (kind === null) return { value: id, label: name, note };
  const own = name === id ? wordsNow(kind) : `${wordsNow(kind)} ${name}`;
  return { value: id, label: note ? `${own} · ${note}` : own };
};

/** Records of a type within the caller's scope, as of the header's day. */
export function pickOf(
  type: ChosenType | ToldType,
  asOf: string | null,
  enterprise: string | null = null,
): PickSource {
  const firm = enterprise === null ? {} : { enterprise };
  const ask = async (query: { readonly q?: string; readonly id?: string }) => {
    const asked = { params: { type }, query: { ...query, ...firm } };
    const given = withAsOf(registryContract.choices, asked, asOf);
    return (await callApi(registryContract.choices, given)).rows;
  };
  return {
    find: async (typed) => (await ask(typed === '' ? {} : { q: typed })).map(optionOf),
    named: async (id) => {
      const [one] = await ask({ id });
      return one ? optionOf(one).label : null;
    },
  };
}

const MOST = 20;

/** Records of several types: first those at hand (of the same enterprise), then what is found. */
export function pickOfAny(
  types: readonly (ChosenType | ToldType)[],
  near: readonly PickOption[],
  enterprise: string | null = null,
): PickSource {
  const sources = types.map((type) => pickOf(type, null, enterprise));
  return {
    find: async (typed) => {
      const own = near.filter(({ label }) => label.includes(typed)).slice(0, MOST);
      const found = (await Promise.all(sources.map(({ find }) => find(typed)))).flat();
      const fresh = found.filter(({ value }) => own.every((each) => each.value !== value));
      return [...own, ...fresh].slice(0, MOST);
    },
    named: async (id) => {
      const names = await Promise.all(sources.map(({ named }) => named(id)));
      return names.find((name) => name !== null) ?? null;
    },
  };
}
