import { type ReactElement, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { roleNames, roles } from '../../../law/roles.ts';
import { callApi, type Download } from '../../../ui/api/call.ts';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { PickSource } from '../../../ui/form/picker.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { administrationContract } from '../administration-contract.ts';
import type { AccountRow } from '../model.ts';
import { administrationTexts } from './administration-texts.ts';
import './identity.css';

const FILTERS = ['q', 'role', 'status'] as const;

/** P70: the accounts below one's own node. */
function AccountsPage(): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  const [filters, choose] = useFilters(FILTERS);
  const [making, setMaking] = useState(false);
  const language = useLanguage();
  const makes = useSession().roles.includes('systemAdmin');
  const list = useApiPages(administrationContract.accounts, { query: filters as object });
  const options = roleNames.map((role) => ({ value: role, label: words(roles[role]) }));
  return (
    <>
      <h1>{say('accounts')}</h1>
      <p className="muted">{say('accountsHint')}</p>
      <FilterBar
        fields={[
          { name: 'q', label: say('search'), kind: 'text' },
          { name: 'role', label: say('role'), kind: 'select', options },
          {
            ...{ name: 'status', label: say('status'), kind: 'select' },
            options: (['active', 'disabled'] as const).map((value) => ({
              value,
              label: say(value),
            })),
          },
        ]}
        values={filters}
        onChange={choose}
      />
      <Accounts
        list={list}
        onMake={makes ? () => setMaking(true) : null}
        exportFile={(shown) =>
          callApi(administrationContract.accountsExport, {
            query: { ...(filters as object), language, columns: shown.join(',') },
          })
        }
      />
      {making ? <NewAccount onClose={() => setMaking(false)} /> : null}
    </>
  );
}

type List = ReturnType<typeof useApiPages<typeof administrationContract.accounts>>;

function Accounts(props: {
  readonly list: List;
  readonly onMake: (() => void) | null;
  readonly exportFile: (shown: readonly string[]) => Promise<Download>;
}): ReactElement {
  const { list, onMake, exportFile } = props;
  const say = useTexts(administrationTexts);
  const words = useWords();
  const held = (row: AccountRow): string =>
    row.roles.length === 0
      ? say('none')
      : row.roles.map((role) => words(roles[role])).join(say('between'));
  return (
    <LedgerTable<AccountRow, { rows: AccountRow[] }>
      name="accounts"
      label={say('accounts')}
      list={list}
      rowKey={({ id }) => id}
      to={({ id }) => `/sys/accounts/${id}`}
      exportFile={exportFile}
      toolbar={
        onMake ? (
          <Button kind="main" onClick={onMake}>
            {say('newAccount')}
          </Button>
        ) : null
      }
      columns={[
        {
          key: 'login',
          title: say('login'),
          cell: ({ id, login }) => <Link to={`/sys/accounts/${id}`}>{login}</Link>,
        },
        { key: 'name', title: say('name'), cell: ({ name }) => name },
        {
          key: 'organisation',
          title: say('organisation'),
          cell: ({ organisationName }) => organisationName,
        },
        { key: 'roles', title: say('roles'), cell: held },
        { key: 'phone', title: say('phone'), cell: ({ phone }) => phone ?? '—' },
        { key: 'status', title: say('status'), cell: (row) => <State row={row} /> },
      ]}
    />
  );
}

export function State({ row }: { readonly row: AccountRow }): ReactElement {
  const say = useTexts(administrationTexts);
  const tone = row.status === 'active' ? 'done' : 'unknown';
  return (
    <>
      <StatusChip tone={tone} text={say(row.status)} />
      {row.demo ? <span className="muted"> {say('demo')}</span> : null}
    </>
  );
}

const SHOWN = 20;

/** A city has as many organisations as enterprises: found by name. */
const organisations: PickSource = {
  find: async (q) => {
    const query = { limit: SHOWN, ...(q === '' ? {} : { q }) };
    const { rows } = await callApi(administrationContract.organisations, { query });
    return rows.map(({ id, name, node }) => ({ value: id, label: name, note: node }));
  },
  named: async () => null,
};

function NewAccount({ onClose }: { readonly onClose: () => void }): ReactElement {
  const say = useTexts(administrationTexts);
  const navigate = useNavigate();
  const made = useRef('');
  return (
    <Dialog title={say('newAccount')} onClose={onClose}>
      <p className="muted">{say('newAccountHint')}</p>
      <FieldForm
        name="new-account"
        label={say('newAccount')}
        fields={[
          { name: 'login', label: say('login'), kind: 'text', required: true },
          { name: 'name', label: say('name'), kind: 'text', required: true },
          {
            ...{ name: 'organisation', label: say('organisation'), kind: 'picker' },
            ...{ required: true, pick: organisations },
          },
          { name: 'phone', label: say('phone'), kind: 'text' },
        ]}
        initial={{ login: null, name: null, organisation: null, phone: null }}
        schema={administrationContract.createAccount.body}
        submitText={say('newAccount')}
        onCancel={onClose}
        submit={async (values) => {
          const body = administrationContract.createAccount.body.parse(values);
          made.current = (await callApi(administrationContract.createAccount, { body })).id;
        }}
        onDone={() => {
          toast.good(say('made'));
          onClose();
          // The form is gone by then, and with it what guards its values.
          setTimeout(() => void navigate(`/sys/accounts/${made.current}`), 0);
        }}
      />
    </Dialog>
  );
}

export { AccountsPage as page };
