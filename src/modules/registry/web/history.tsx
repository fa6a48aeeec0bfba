import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import { registryContract } from '../contract.ts';
import type { Change } from '../model.ts';
import { timeOf } from './paths.ts';
import { useSourceName } from './said.ts';
import { ShownValue } from './shown-value.tsx';
import { registryTexts } from './texts.ts';

interface Of {
  readonly type: string;
  readonly id: string;
}

/** The history of one value, over the page. */
export function History(
  props: Of & {
    readonly attribute: { readonly name: string; readonly label: string };
    readonly onClose: () => void;
  },
): ReactElement {
  const { type, id, attribute, onClose } = props;
  const say = useTexts(registryTexts);
  return (
    <Dialog title={say('historyOf', { what: attribute.label })} onClose={onClose} wide>
      <Changes type={type} id={id} attribute={attribute.name} />
    </Dialog>
  );
}

/** What was changed, when it became true, when and by whom it was recorded. */
export function Changes(props: Of & { readonly attribute?: string }): ReactElement {
  const { type, id, attribute } = props;
  const say = useTexts(registryTexts);
  const query = attribute ? { attribute } : {};
  const history = useApi(registryContract.recordHistory, { params: { type, id }, query });
  return (
    <Answered of={history}>
      {({ changes }) =>
        changes.length === 0 ? (
          <PageState title={say('historyNone')} />
        ) : (
          <Timeline
            label={say('history')}
            items={changes.map((change) => ({
              key: String(change.seq),
              time: timeOf(change.source.at),
              title: <What change={change} alone={attribute !== undefined} />,
              detail: <Who change={change} />,
              tone: change.retired ? ('unknown' as const) : ('going' as const),
            }))}
          />
        )
      }
    </Answered>
  );
}

function What(props: { readonly change: Change; readonly alone: boolean }): ReactElement {
  const { change, alone } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  return (
    <>
      {change.retired === true ? <p>{say('ended')}</p> : null}
      {change.retired === false ? <p>{say('began')}</p> : null}
      <ul className="changes">
        {change.values.map(({ name, label, from, to }) => (
          <li key={name}>
            {alone ? null : <span className="muted">{say('label', { what: words(label) })}</span>}
            {from.value === null ? null : (
              <>
                <del>
                  <ShownValue shown={from} name={name} />
                </del>
                {' → '}
              </>
            )}
            <ShownValue shown={to} name={name} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Who(props: { readonly change: Change }): ReactElement {
  const { source } = props.change;
  const say = useTexts(registryTexts);
  const sourceName = useSourceName();
  const recorded = { time: timeOf(source.recordedAt), who: sourceName(source) };
  return (
    <>
      {say('recorded', recorded)}{' '}
      {source.late && source.recorder !== 'demo' ? (
        <StatusChip tone="soon" text={say('late')} />
      ) : null}
    </>
  );
}
