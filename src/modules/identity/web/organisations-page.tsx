import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { NodeKind } from '../../../law/roles.ts';
import { callApi } from '../../../ui/api/call.ts';
import { asProblem } from '../../../ui/api/problem.ts';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldInput } from '../../../ui/form/field-input.tsx';
import { type Faults, faultsFrom } from '../../../ui/form/state.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { administrationContract } from '../administration-contract.ts';
import type { OrganisationKind, OrganisationRow } from '../model.ts';
import { organisationKinds } from '../model.ts';
import { administrationTexts } from './administration-texts.ts';
import { Buttons } from './dialog-end.tsx';
import { NodeField } from './node-field.tsx';
import './identity.css';

const NODES: Readonly<Record<OrganisationKind, NodeKind>> = {
  government: 'division',
  bureau: 'division',
  office: 'division',
  township: 'division',
  park: 'park',
  enterprise: 'enterprise',
  body: 'organisation',
};

/** P70, first half: the tree on which accounts hang. */
function OrganisationsPage(): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  const [filters, choose] = useFilters(['q']);
  const list = useApiPages(administrationContract.organisations, { query: filters });
  const [open, setOpen] = useState<'new' | OrganisationRow | null>(null);
  return (
    <>
      <h1>{say('organisations')}</h1>
      <p className="muted">{say('organisationsHint')}</p>
      <FilterBar
        fields={[{ name: 'q', label: say('searchName'), kind: 'text' }]}
        values={filters}
        onChange={choose}
      />
      <LedgerTable<OrganisationRow, { rows: OrganisationRow[] }>
        name="organisations"
        label={say('organisations')}
        list={list}
        rowKey={({ id }) => id}
        toolbar={
          <Button kind="main" onClick={() => setOpen('new')}>
            {say('newOrganisation')}
          </Button>
        }
        columns={[
          { key: 'name', title: say('organisationName'), cell: ({ name }) => name },
          { key: 'kind', title: say('kind'), cell: ({ kind }) => words(organisationKinds[kind]) },
          { key: 'parent', title: say('parent'), cell: ({ parentName }) => parentName ?? '—' },
          { key: 'node', title: say('node'), cell: ({ node }) => node },
          { key: 'count', title: say('count'), cell: ({ accounts }) => accounts, align: 'right' },
          {
            key: 'action',
            title: say('action'),
            cell: (row) => (
              <Button kind="text" onClick={() => setOpen(row)}>
                {say('rename')}
              </Button>
            ),
          },
        ]}
      />
      {open === 'new' ? <NewOrganisation onClose={() => setOpen(null)} /> : null}
      {open !== null && open !== 'new' ? <Rename row={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

interface Wanted {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly node: string;
}

function NewOrganisation({ onClose }: { readonly onClose: () => void }): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>({ name: '', kind: 'bureau', node: '' });
  const [faults, setFaults] = useState<Faults>({});
  const at = (name: string): string | null => (faults[name] ? words(faults[name]) : null);
  const save = async (): Promise<void> => {
    try {
      const body = { ...wanted, nodeKind: NODES[wanted.kind] };
      await callApi(administrationContract.createOrganisation, { body });
      toast.good(say('made'));
      onClose();
      await client.invalidateQueries();
    } catch (error) {
      setFaults(faultsFrom(asProblem(error), ['name', 'node'], ''));
    }
  };
  return (
    <Dialog title={say('newOrganisation')} onClose={onClose}>
      <div className="secret-form">
        {at('') ? (
          <p className="form-fault" role="alert">
            {at('')}
          </p>
        ) : null}
        <FieldInput
          field={{ name: 'name', label: say('organisationName'), kind: 'text', required: true }}
          value={wanted.name}
          fault={at('name')}
          onChange={(name) => setWanted({ ...wanted, name: String(name ?? '') })}
        />
        <FieldInput
          field={{
            ...{ name: 'kind', label: say('kind'), kind: 'select', required: true },
            options: Object.entries(organisationKinds).map(([value, label]) => ({
              value,
              label: words(label),
            })),
          }}
          value={wanted.kind}
          fault={null}
          onChange={(kind) =>
            setWanted({ ...wanted, node: '', kind: (kind ?? 'bureau') as OrganisationKind })
          }
        />
        <NodeField
          kind={NODES[wanted.kind]}
          value={wanted.node}
          fault={at('node')}
          onChange={(node) => setWanted({ ...wanted, node })}
        />
      </div>
      <Buttons onClose={onClose} onSave={save} text={say('newOrganisation')} />
    </Dialog>
  );
}

function Rename(props: {
  readonly row: OrganisationRow;
  readonly onClose: () => void;
}): ReactElement {
  const { row, onClose } = props;
  const say = useTexts(administrationTexts);
  const client = useQueryClient();
  const [name, setName] = useState(row.name);
  const save = async (): Promise<void> => {
    try {
      const { id, version } = row;
      const given = { params: { id }, body: { version, name } };
      await callApi(administrationContract.renameOrganisation, given);
      toast.good(say('saved'));
    } catch (error) {
      toast.bad(error);
    }
    onClose();
    await client.invalidateQueries();
  };
  return (
    <Dialog title={say('rename')} onClose={onClose}>
      <FieldInput
        field={{ name: 'name', label: say('organisationName'), kind: 'text', required: true }}
        value={name}
        fault={null}
        onChange={(value) => setName(String(value ?? ''))}
      />
      <Buttons onClose={onClose} onSave={save} text={say('rename')} />
    </Dialog>
  );
}

export { OrganisationsPage as page };
