import type { ReactElement } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FieldValue } from '../../../ui/form/state.ts';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { RiskWhole } from '../answers-contract.ts';
import { riskContract } from '../contract.ts';
import { optionsOf } from './new-point.tsx';
import { riskTexts } from './texts.ts';

export interface PointForm {
  readonly risk: RiskWhole;
  readonly onClose: () => void;
}

/** A text, or nothing where it is empty. */
export const textOf = (value: FieldValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const yes = (value: FieldValue | undefined): boolean => value === true || value === 'true';

export function EditPoint({ risk, onClose }: PointForm): ReactElement {
  const say = useTexts(riskTexts);
  const edit = useWrite(riskContract.editRisk);
  const { row, version, facilities, people } = risk;
  return (
    <Dialog title={say('edit')} onClose={onClose} wide>
      <FieldForm
        name={`risk/${row.id}/edit`}
        label={say('edit')}
        fields={[
          { name: 'name', label: say('pointName'), kind: 'text', required: true },
          {
            ...{ name: 'facility', label: say('facility'), kind: 'select' },
            options: optionsOf(facilities),
          },
          { ...{ name: 'owner', label: say('owner'), kind: 'select' }, options: optionsOf(people) },
          { name: 'inPlace', label: say('allInPlace'), kind: 'boolean' },
        ]}
        initial={{
          ...{ name: row.name, facility: row.facility?.id ?? null },
          ...{ owner: row.owner?.id ?? null, inPlace: row.inPlace },
        }}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ name, facility, owner, inPlace }) => {
          const body = {
            ...{ version, name: textOf(name) ?? '', facility: textOf(facility) },
            ...{ owner: textOf(owner), inPlace: inPlace === null ? null : yes(inPlace) },
          };
          await edit.mutateAsync({ params: { id: row.id }, body });
          toast.good(say('saved'));
        }}
      />
    </Dialog>
  );
}

export function ReviewPoint({ risk, onClose }: PointForm): ReactElement {
  const say = useTexts(riskTexts);
  const review = useWrite(riskContract.reviewRisk);
  const { row, version } = risk;
  return (
    <Dialog title={say('review')} onClose={onClose} wide>
      <p className="muted">{say('reviewHint')}</p>
      <FieldForm
        name={`risk/${row.id}/review`}
        label={say('review')}
        fields={[
          { name: 'inPlace', label: say('allInPlace'), kind: 'boolean', required: true },
          { name: 'findings', label: say('findings'), kind: 'area', required: true },
        ]}
        initial={{ inPlace: row.inPlace, findings: null }}
        submitText={say('review')}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ inPlace, findings }) => {
          const body = { version, inPlace: yes(inPlace), findings: textOf(findings) ?? '' };
          await review.mutateAsync({ params: { id: row.id }, body });
          toast.good(say('reviewed'));
        }}
      />
    </Dialog>
  );
}

export function RetirePoint({ risk, onClose }: PointForm): ReactElement {
  const retire = useWrite(riskContract.retireRisk);
  const { row, version } = risk;
  return (
    <Retiring
      name={row.id}
      onClose={onClose}
      send={(reason) => retire.mutateAsync({ params: { id: row.id }, body: { version, reason } })}
    />
  );
}

/** Ends one event or measure of the point. */
export function RetirePart(props: PointForm & { readonly record: string }): ReactElement {
  const { risk, record, onClose } = props;
  const drop = useWrite(riskContract.dropPart);
  const { row, version } = risk;
  const params = { id: row.id, record };
  return (
    <Retiring
      name={record}
      onClose={onClose}
      part
      send={(reason) => drop.mutateAsync({ params, body: { version, reason } })}
    />
  );
}

function Retiring(props: {
  readonly name: string;
  readonly part?: boolean;
  readonly onClose: () => void;
  readonly send: (reason: string) => Promise<unknown>;
}): ReactElement {
  const { name, part, onClose, send } = props;
  const say = useTexts(riskTexts);
  return (
    <Dialog title={say('retire')} onClose={onClose}>
      {part ? null : <p className="muted">{say('retireHint')}</p>}
      <FieldForm
        name={`risk/${name}/retire`}
        label={say('retire')}
        fields={[{ name: 'reason', label: say('reason'), kind: 'text', required: true }]}
        initial={{ reason: null }}
        submitText={say('retire')}
        onCancel={onClose}
        onDone={onClose}
        submit={async ({ reason }) => {
          await send(textOf(reason) ?? '');
          toast.good(say('retired'));
        }}
      />
    </Dialog>
  );
}
