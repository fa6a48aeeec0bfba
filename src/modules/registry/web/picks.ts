import { callApi } from '../../../ui/api/call.ts';
import { withAsOf } from '../../../ui/api/use-api.ts';
import type { PickOption, PickSource } from '../../../ui/form/picker.tsx';
import { registryContract } from '../contract.ts';
import type { Choice, ChosenType } from '../model.ts';

const optionOf = ({ id, name, note }: Choice) => ({ value: id, label: name, note });

/** Records of a type within the caller's scope, as of the header's day. */
export function pickOf(type: ChosenType, asOf: string | null): PickSource {
  const ask = async (query: { readonly q?: string; readonly id?: string }) => {
    const given = withAsOf(registryContract.choices, { params: { type }, query }, asOf);
    return (await callApi(registryContract.choices, given)).rows;
  };
  return {
    find: async (typed) => (await ask(typed === '' ? {} : { q: typed })).map(optionOf),
    named: async (id) => (await ask({ id }))[0]?.name ?? null,
  };
}

const MOST = 20;

/** Records of several types: first those at hand (of the same enterprise), then what is found. */
export function pickOfAny(types: readonly ChosenType[], near: readonly PickOption[]): PickSource {
  const sources = types.map((type) => pickOf(type, null));
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
