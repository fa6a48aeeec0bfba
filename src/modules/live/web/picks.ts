import { callApi } from '../../../ui/api/call.ts';
import type { PickSource } from '../../../ui/form/picker.tsx';
import { liveContract } from '../contract.ts';

/** Tags within the caller's scope, as one types. */
export const tagPick: PickSource = {
  find: async (typed) => {
    const query = { limit: '20', ...(typed === '' ? {} : { q: typed }) };
    const { rows } = await callApi(liveContract.tags, { query });
    return rows.map(({ id, name, code, facility }) => ({
      ...{ value: id, label: name },
      note: [facility?.name, code].filter(Boolean).join(' · '),
    }));
  },
  named: async (id) => (await callApi(liveContract.tag, { params: { id } })).name,
};
