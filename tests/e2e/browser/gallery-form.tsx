import { type ReactElement, useState } from 'react';
import { z } from 'zod';
import { words } from '../../../src/kernel/endpoint.ts';
import { ApiProblem } from '../../../src/ui/api/problem.ts';
import { told } from '../../../src/ui/api/told.ts';
import { Button } from '../../../src/ui/dialog.tsx';
import { FieldForm } from '../../../src/ui/form/field-form.tsx';
import type { FormField } from '../../../src/ui/form/field-input.tsx';
import type { Values } from '../../../src/ui/form/state.ts';

const PEOPLE = [
  { value: 'P1', label: '张一' },
  { value: 'P2', label: '李二' },
  { value: 'P3', label: '李三', note: '安全员' },
];

const fields: readonly FormField[] = [
  {
    ...{ name: 'name', label: '企业名称', kind: 'text', required: true },
    source: { source: '省系统', time: '11-20 同步' },
  },
  { name: 'staff', label: '从业人数', kind: 'number', unit: '人' },
  { name: 'since', label: '成立日期', kind: 'date' },
  { name: 'open', label: '正在生产', kind: 'boolean' },
  {
    ...{ name: 'line', label: '条线', kind: 'select', hint: '按主要产品确定' },
    options: [{ value: 'chem', label: '化工' }],
  },
  { name: 'note', label: '备注', kind: 'area' },
  {
    ...{ name: 'people', label: '参加人员', kind: 'pickers', required: true },
    options: [{ value: 'P1', label: '张一' }],
    pick: {
      find: async (typed) => PEOPLE.filter(({ label }) => label.includes(typed)),
      named: async (id) => PEOPLE.find(({ value }) => value === id)?.label ?? null,
    },
  },
];

const schema = z.object({
  staff: z
    .number()
    .max(9999, { error: words('不得超过 9999', 'at most 9999') })
    .nullable(),
});

const initial: Values = {
  name: '旧名称',
  staff: 12,
  since: null,
  open: true,
  line: 'chem',
  note: null,
  people: 'P1,P2',
};

function problem(code: string, more: object): ApiProblem {
  const title = { zh: '内容已被他人修改', en: 'Somebody else changed it meanwhile' };
  return new ApiProblem({ code, status: 409, title, ...more });
}

/** A server that refuses the first write because of a name, and one because somebody was faster. */
async function submit(values: Values, current: unknown): Promise<void> {
  if (values.name === '重名') {
    const message = { zh: '已有同名企业', en: 'There is one of this name' };
    throw problem('bad-request', { fields: [{ path: 'set.name', message }] });
  }
  if (values.name === '新名称' && !current) {
    throw problem('conflict', {
      current: { version: 2, values: { ...initial, name: '他人名称' } },
    });
  }
}

export function FormPage(): ReactElement {
  const [saved, setSaved] = useState(0);
  const lock = (): void => told.tell(problem('session-locked', {}));
  return (
    <>
      <h1>企业信息</h1>
      <FieldForm
        name="gallery"
        label="企业信息"
        fields={fields}
        initial={initial}
        schema={schema}
        prefix="set."
        submit={submit}
        valuesOf={(current) => (current as { values: Values }).values}
        onDone={() => setSaved(saved + 1)}
      />
      <p>
        <Button onClick={lock}>锁定</Button> <span id="saved">{saved}</span>
      </p>
    </>
  );
}
