import type { ReactElement } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { pickOf } from '../../registry/web/index.ts';
import { type BypassAnswer, windowsContract } from '../windows-contract.ts';
import { fieldOf, momentOf, textOf } from './moments.ts';
import { tagPick } from './picks.ts';
import { windowTexts } from './window-texts.ts';

const HOUR = 3_600_000;

export function NewWindow({ onClose }: { readonly onClose: () => void }): ReactElement {
  const say = useTexts(windowTexts);
  const enter = useWrite(windowsContract.newWindow);
  const kinds = ['maintenance', 'calibration'] as const;
  const options = kinds.map((each) => ({ value: each, label: say(each) }));
  const now = Date.now();
  return (
    <Dialog title={say('newWindow')} onClose={onClose} wide>
      <FieldForm
        name="live/new-window"
        label={say('newWindow')}
        fields={[
          { name: 'kind', label: say('kind'), kind: 'select', required: true, options },
          {
            ...{ name: 'tag', label: say('tag'), kind: 'picker' },
            ...{ pick: tagPick, hint: say('tagHint') },
          },
          {
            ...{ name: 'facility', label: say('facility'), kind: 'picker' },
            ...{ pick: pickOf('facility', null), hint: say('facilityHint') },
          },
          { name: 'startsAt', label: say('startsAt'), kind: 'moment', required: true },
          {
            ...{ name: 'endsAt', label: say('endsAt'), kind: 'moment', required: true },
            hint: say('limits'),
          },
          { name: 'reason', label: say('reason'), kind: 'area', required: true },
        ]}
        initial={{
          ...{ kind: null, tag: null, facility: null, reason: null },
          ...{ startsAt: fieldOf(now), endsAt: fieldOf(now + 4 * HOUR) },
        }}
        submitText={say('newWindow')}
        onCancel={onClose}
        onDone={onClose}
        submit={async (values) => {
          const kind = values.kind === 'calibration' ? 'calibration' : 'maintenance';
          await enter.mutateAsync({
            body: {
              ...{ kind, reason: textOf(values.reason) ?? '' },
              ...{ tag: textOf(values.tag), facility: textOf(values.facility) },
              ...{ startsAt: momentOf(values.startsAt), endsAt: momentOf(values.endsAt) },
            },
          });
          toast.good(say('entered'));
        }}
      />
    </Dialog>
  );
}

export function NewBypass({ onClose }: { readonly onClose: () => void }): ReactElement {
  const say = useTexts(windowTexts);
  const enter = useWrite(windowsContract.newBypass);
  const options = (['bypass', 'removed'] as const).map((each) => ({
    ...{ value: each, label: say(each) },
  }));
  const now = Date.now();
  const text = (name: 'interlock' | 'requestedBy' | 'approvedBy') =>
    ({ name, label: say(name), kind: 'text', required: true }) as const;
  return (
    <Dialog title={say('newBypass')} onClose={onClose} wide>
      <FieldForm
        name="live/new-bypass"
        label={say('newBypass')}
        fields={[
          { name: 'kind', label: say('kind'), kind: 'select', required: true, options },
          text('interlock'),
          {
            ...{ name: 'facility', label: say('facility'), kind: 'picker', required: true },
            pick: pickOf('facility', null),
          },
          { name: 'tag', label: say('tag'), kind: 'picker', pick: tagPick },
          { name: 'startsAt', label: say('bypassFrom'), kind: 'moment', required: true },
          {
            ...{ name: 'endsAt', label: say('restoreBy'), kind: 'moment', required: true },
            hint: say('bypassLimit'),
          },
          text('requestedBy'),
          text('approvedBy'),
          { name: 'reason', label: say('bypassReason'), kind: 'area', required: true },
          { name: 'measures', label: say('measures'), kind: 'area', required: true },
        ]}
        initial={{
          ...{ kind: null, interlock: null, facility: null, tag: null, reason: null },
          ...{ requestedBy: null, approvedBy: null, measures: null },
          ...{ startsAt: fieldOf(now), endsAt: fieldOf(now + 24 * HOUR) },
        }}
        submitText={say('newBypass')}
        onCancel={onClose}
        onDone={onClose}
        submit={async (values) => {
          const word = (name: string): string => textOf(values[name]) ?? '';
          await enter.mutateAsync({
            body: {
              kind: values.kind === 'removed' ? 'removed' : 'bypass',
              ...{ facility: word('facility'), tag: textOf(values.tag) },
              ...{ interlock: word('interlock'), reason: word('reason') },
              ...{ requestedBy: word('requestedBy'), approvedBy: word('approvedBy') },
              ...{ measures: word('measures'), startsAt: momentOf(values.startsAt) },
              endsAt: momentOf(values.endsAt),
            },
          });
          toast.good(say('entered'));
        }}
      />
    </Dialog>
  );
}

export function Restore(props: {
  readonly row: BypassAnswer;
  readonly onClose: () => void;
}): ReactElement {
  const say = useTexts(windowTexts);
  const { row, onClose } = props;
  const restore = useWrite(windowsContract.restoreBypass);
  return (
    <Dialog title={`${say('restore')} ${row.interlock}`} onClose={onClose}>
      <FieldForm
        name={`live/restore/${row.id}`}
        label={say('restore')}
        fields={[
          { name: 'restoredBy', label: say('restoredBy'), kind: 'text', required: true },
          { name: 'note', label: say('note'), kind: 'area' },
        ]}
        initial={{ restoredBy: null, note: null }}
        submitText={say('restore')}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ restoredBy, note }) => {
          const body = { restoredBy: textOf(restoredBy) ?? '', note: textOf(note) };
          await restore.mutateAsync({ params: { id: row.id }, body });
          toast.good(say('restored'));
        }}
      />
    </Dialog>
  );
}
