import { callApi } from '../../../ui/api/call.ts';
import { withAsOf } from '../../../ui/api/use-api.ts';
import type { PickSource } from '../../../ui/form/picker.tsx';
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
