import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import type { RecordAnswer } from '../model.ts';
import { FieldGroups } from './fields.tsx';
import { Changes } from './history.tsx';
import { InventoryPart } from './inventory.tsx';
import { pathOf } from './paths.ts';
import { RecordActions } from './record-actions.tsx';
import { registryTexts } from './texts.ts';
import './registry.css';

function RecordPage(): ReactElement {
  const { type = '', id = '' } = useParams();
  const record = useApi(registryContract.record, { params: { type, id } });
  return <Answered of={record}>{(data) => <Whole record={data} />}</Answered>;
}

function Whole(props: { readonly record: RecordAnswer }): ReactElement {
  const { record } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const { enterprise } = record;
  return (
    <div className="registry">
      <header className="record-head">
        <div>
          <p className="muted">
            {words(record.typeName).split(/[;,]/)[0]}
            {enterprise ? (
              <>
                {' · '}
                <Link to={pathOf('enterprise', enterprise.id)}>
                  {enterprise.name ?? enterprise.id}
                </Link>
              </>
            ) : null}
          </p>
          <h1>
            {record.name} {record.live ? null : <StatusChip tone="unknown" text={say('ended')} />}
          </h1>
        </div>
        <RecordActions record={record} />
      </header>
      {record.type === 'facility' ? <InventoryPart record={record} /> : null}
      <FieldGroups record={record} />
      <section className="card" aria-label={say('history')}>
        <h2>{say('history')}</h2>
        <Changes type={record.type} id={record.id} />
      </section>
    </div>
  );
}

export { RecordPage as page };
