import type { ReactElement } from 'react';
import type { NodeKind, Role } from '../../../law/roles.ts';
import { roleNames, roles } from '../../../law/roles.ts';
import { securitySettings } from '../../../law/security.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { givable } from '../rules/granting.ts';
import { administrationTexts } from './administration-texts.ts';
import './identity.css';

/** P71: what each role may, from the same table that the server judges by. */
function RolesPage(): ReactElement {
  const say = useTexts(administrationTexts);
  const heads = ['role', 'nodes', 'sees', 'writes', 'gives'] as const;
  return (
    <>
      <h1>{say('rolesTitle')}</h1>
      <p className="muted">{say('rolesHint')}</p>
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
            {roleNames.map((role) => (
              <OneRole key={role} role={role} />
            ))}
          </tbody>
        </table>
      </div>
      <Settings />
    </>
  );
}

function OneRole({ role }: { readonly role: Role }): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  const { nodes, writes, desk } = roles[role];
  const given = givable[role] ?? [];
  const kind = (node: NodeKind): string => say(node === 'organisation' ? 'body' : node);
  const gives =
    given.length === roleNames.length
      ? say('all')
      : given.map((one) => words(roles[one])).join(say('between'));
  return (
    <tr>
      <th scope="row">{words(roles[role])}</th>
      <td>{nodes.map(kind).join(say('between'))}</td>
      <td>{say(desk === 'admin' ? 'no' : 'yes')}</td>
      <td>{say(writes ? 'yes' : 'no')}</td>
      <td>{gives === '' ? say('none') : gives}</td>
    </tr>
  );
}

function Settings(): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  return (
    <>
      <h2>{say('settings')}</h2>
      <div className="scrolls">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('setting')}</th>
              <th scope="col">{say('value')}</th>
              <th scope="col">{say('source')}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(securitySettings).map(([name, setting]) => (
              <tr key={name}>
                <th scope="row">{words(setting)}</th>
                <td>{setting.value}</td>
                <td>
                  {setting.source} <span className="muted">{say('recalled')}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export { RolesPage as page };
