import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Role } from '../../../law/roles.ts';
import { roles } from '../../../law/roles.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { system } from '../../identity/web/index.ts';
import { guideTexts } from './texts.ts';
import './guide.css';

interface Step {
  readonly key:
    | 'last'
    | 'plan'
    | 'day'
    | 'firm'
    | 'letter'
    | 'sheet'
    | 'firmSide'
    | 'alarm'
    | 'warning'
    | 'audit';
  readonly role: Role;
  readonly path: string;
}

const STEPS: readonly Step[] = [
  { key: 'last', role: 'leader', path: '/ranking' },
  { key: 'plan', role: 'bureau', path: '/plan' },
  { key: 'day', role: 'bureau', path: '/home' },
  { key: 'firm', role: 'bureau', path: '/enterprises' },
  { key: 'letter', role: 'bureau', path: '/letters' },
  { key: 'sheet', role: 'bureau', path: '/sheets' },
  { key: 'firmSide', role: 'principal', path: '/e/home' },
  { key: 'alarm', role: 'dispatcher', path: '/alarms' },
  { key: 'warning', role: 'bureau', path: '/warnings?view=map' },
  { key: 'audit', role: 'auditAdmin', path: '/sys/audit' },
];

/** What a newcomer may try, in the order in which it explains itself. */
function GuidePage(): ReactElement {
  const say = useTexts(guideTexts);
  const words = useWords();
  const { data } = useQuery({ queryKey: ['status'], queryFn: system.status });
  return (
    <div className="guide">
      <h1>{say('title')}</h1>
      {data ? <p>{data.demo ? say('synthetic', { day: data.today }) : say('real')}</p> : null}
      {data?.demo ? <p>{say('accounts')}</p> : null}
      <ol>
        {STEPS.map(({ key, role, path }) => (
          <li key={key}>
            <h2>{say(`${key}Title`)}</h2>
            <p>{say(`${key}Text`)}</p>
            <p>
              <span className="muted">{say('as', { role: words(roles[role]) })}</span>{' '}
              <Link to={path}>
                {say('open')} {path}
              </Link>
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

export { GuidePage as page };
