import { type ReactElement, useId, useState } from 'react';
import type { NodeKind } from '../../../law/roles.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { FieldInput } from '../../../ui/form/field-input.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { administrationContract } from '../administration-contract.ts';
import { administrationTexts } from './administration-texts.ts';

/** A node within the caller's own, found by name or code. */
export function NodeField(props: {
  readonly kind: NodeKind;
  readonly value: string;
  readonly fault: string | null;
  readonly onChange: (node: string) => void;
}): ReactElement {
  const { kind, value, fault, onChange } = props;
  const say = useTexts(administrationTexts);
  const [typed, setTyped] = useState('');
  const id = useId();
  const query = { kind, ...(typed === '' ? {} : { q: typed }) };
  const found = useApi(administrationContract.nodes, { query }, { keepLast: true });
  const rows = found.data?.rows ?? [];
  return (
    <>
      <FieldInput
        field={{ name: 'find', label: say('findNode'), kind: 'text' }}
        value={typed}
        fault={null}
        onChange={(next) => setTyped(String(next ?? ''))}
      />
      <FieldInput
        field={{
          ...{ name: 'node', label: say('node'), kind: 'select', required: true },
          options: rows.map(({ node, name }) => ({ value: node, label: `${name} ${node}` })),
        }}
        value={rows.some(({ node }) => node === value) ? value : null}
        fault={fault}
        onChange={(next) => onChange(String(next ?? ''))}
      />
      {found.data && rows.length === 0 ? (
        <p id={id} role="status">
          {say('noNode')}
        </p>
      ) : null}
    </>
  );
}
