import { type ReactElement, useState } from 'react';
import type { Line, NodeKind, Role } from '../../../law/roles.ts';
import { roles } from '../../../law/roles.ts';
import { callApi } from '../../../ui/api/call.ts';
import { asProblem } from '../../../ui/api/problem.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { Button, ConfirmButton, Dialog } from '../../../ui/dialog.tsx';
import { FieldInput, type FormField } from '../../../ui/form/field-input.tsx';
import { type Faults, faultsFrom } from '../../../ui/form/state.ts';
import { useSession } from '../../../ui/session.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { administrationContract } from '../administration-contract.ts';
import type { GrantRow } from '../model.ts';
import { givable } from '../rules/granting.ts';
import { useAct } from './act.ts';
import { administrationTexts } from './administration-texts.ts';
import { Buttons } from './dialog-end.tsx';
import { NodeField } from './node-field.tsx';

type AccountView = Answer<typeof administrationContract.account>;

/** What the account may, where, on which lines and how long. */
export function Grants(props: {
  readonly view: AccountView;
  readonly gives: boolean;
}): ReactElement {
  const { view, gives } = props;
  const say = useTexts(administrationTexts);
  const [giving, setGiving] = useState(false);
  const heads = ['role', 'node', 'lines', 'from', 'until', 'grantedBy', 'action'] as const;
  return (
    <section className="me-card me-wide">
      <h2>{say('grants')}</h2>
      {view.grants.length === 0 ? <p role="status">{say('noGrants')}</p> : null}
      {view.grants.length > 0 ? (
        <div className="scrolls">
          <table className="plain-table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {say(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.grants.map((grant) => (
                <OneGrant key={grant.id} grant={grant} takes={gives} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {gives ? <Button onClick={() => setGiving(true)}>{say('give')}</Button> : null}
      {giving ? <Give view={view} onClose={() => setGiving(false)} /> : null}
    </section>
  );
}

function OneGrant(props: { readonly grant: GrantRow; readonly takes: boolean }): ReactElement {
  const { grant, takes } = props;
  const say = useTexts(administrationTexts);
  const words = useWords();
  const act = useAct();
  const params = { id: grant.id };
  return (
    <tr>
      <td>{words(roles[grant.role])}</td>
      <td>
        {grant.nodeName ?? ''} <span className="muted">{grant.node}</span>
      </td>
      <td>{grant.lines.map((line) => say(line)).join(say('between'))}</td>
      <td>{grant.from}</td>
      <td>{grant.until ?? say('open')}</td>
      <td>{grant.grantedBy}</td>
      <td>
        {grant.revokedAt ? say('revoked', { time: grant.revokedAt }) : null}
        {!grant.revokedAt && takes ? (
          <ConfirmButton
            title={say('revokeTitle')}
            onConfirm={() =>
              act(() => callApi(administrationContract.revoke, { params }), say('saved'))
            }
          >
            {say('revoke')}
          </ConfirmButton>
        ) : null}
      </td>
    </tr>
  );
}

interface Wanted {
  readonly role: Role;
  readonly nodeKind: NodeKind;
  readonly node: string;
  readonly lines: Line | 'both';
  readonly from: string;
  readonly until: string;
}

const SHANGHAI_MS = 8 * 3_600_000;

/** Grants count by the office's calendar. */
const todayInShanghai = (): string => new Date(Date.now() + SHANGHAI_MS).toISOString().slice(0, 10);

const kindsOf = (role: Role): readonly NodeKind[] => roles[role].nodes;

function Give(props: { readonly view: AccountView; readonly onClose: () => void }): ReactElement {
  const { view, onClose } = props;
  const say = useTexts(administrationTexts);
  const words = useWords();
  const act = useAct();
  const held = useSession().roles as readonly Role[];
  const mine = [...new Set(held.flatMap((role) => givable[role] ?? []))];
  const [first = 'officer'] = mine;
  const [wanted, setWanted] = useState<Wanted>(() => ({
    ...{ role: first, nodeKind: kindsOf(first)[0] ?? 'division', node: '', lines: 'both' },
    ...{ from: todayInShanghai(), until: '' },
  }));
  const [faults, setFaults] = useState<Faults>({});
  const at = (name: string): string | null => (faults[name] ? words(faults[name]) : null);
  const save = async (): Promise<void> => {
    const { lines, until, ...rest } = wanted;
    const held_ = lines === 'both' ? (['chem', 'trade'] as const) : [lines];
    const body = { ...rest, lines: [...held_], until: until === '' ? null : until };
    try {
      const given = { params: { id: view.id }, body };
      await callApi(administrationContract.grant, given);
      onClose();
      await act(async () => undefined, say('given'));
    } catch (error) {
      setFaults(faultsFrom(asProblem(error), ['node', 'from', 'until'], ''));
    }
  };
  return (
    <Dialog title={say('give')} onClose={onClose}>
      <div className="secret-form">
        {at('') ? (
          <p className="form-fault" role="alert">
            {at('')}
          </p>
        ) : null}
        <WantedFields wanted={wanted} mine={mine} at={at} onChange={setWanted} />
      </div>
      <Buttons onClose={onClose} onSave={save} text={say('give')} />
    </Dialog>
  );
}

interface FieldsProps {
  readonly wanted: Wanted;
  readonly mine: readonly Role[];
  readonly at: (name: string) => string | null;
  readonly onChange: (wanted: Wanted) => void;
}

function WantedFields(props: FieldsProps): ReactElement {
  const { wanted, at, onChange } = props;
  const say = useTexts(administrationTexts);
  const date = (name: 'from' | 'until', more: Partial<FormField>): ReactElement => (
    <FieldInput
      field={{ name, label: say(name), kind: 'date', ...more }}
      value={wanted[name]}
      fault={at(name)}
      onChange={(value) => onChange({ ...wanted, [name]: String(value ?? '') })}
    />
  );
  return (
    <>
      <RoleAndKind {...props} />
      <NodeField
        kind={wanted.nodeKind}
        value={wanted.node}
        fault={at('node')}
        onChange={(node) => onChange({ ...wanted, node })}
      />
      <Select
        name="lines"
        value={wanted.lines}
        options={(['both', 'chem', 'trade'] as const).map((line) => [line, say(line)])}
        onChoose={(value) => onChange({ ...wanted, lines: value as Wanted['lines'] })}
      />
      {date('from', { required: true })}
      {date('until', { hint: say('untilHint') })}
    </>
  );
}

function RoleAndKind({ wanted, mine, onChange }: FieldsProps): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  const kindWords = (kind: NodeKind): string => say(kind === 'organisation' ? 'body' : kind);
  return (
    <>
      <Select
        name="role"
        value={wanted.role}
        options={mine.map((role) => [role, words(roles[role])])}
        onChoose={(value) => {
          const role = value as Role;
          onChange({ ...wanted, role, nodeKind: kindsOf(role)[0] ?? 'division', node: '' });
        }}
      />
      <Select
        name="nodeKind"
        value={wanted.nodeKind}
        options={kindsOf(wanted.role).map((kind) => [kind, kindWords(kind)])}
        onChoose={(value) => onChange({ ...wanted, nodeKind: value as NodeKind, node: '' })}
      />
    </>
  );
}

function Select(props: {
  readonly name: 'role' | 'nodeKind' | 'lines';
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
}): ReactElement {
  const { name, value, options, onChoose } = props;
  const say = useTexts(administrationTexts);
  return (
    <FieldInput
      field={{
        ...{ name, label: say(name), kind: 'select', required: true },
        options: options.map(([option, label]) => ({ value: option, label })),
      }}
      value={value}
      fault={null}
      onChange={(next) => {
        if (next !== null) onChoose(String(next));
      }}
    />
  );
}
