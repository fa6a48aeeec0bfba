import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { RiskMeasure, RiskWhole } from '../answers-contract.ts';
import { riskContract } from '../contract.ts';
import { frequencies, measureClasses, ownerRoles } from '../model.ts';
import { optionsOf } from './new-point.tsx';
import { type PointForm, RetirePart, textOf } from './point-forms.tsx';
import { riskTexts } from './texts.ts';

interface Part {
  readonly risk: RiskWhole;
  readonly may: boolean;
}

/** Control measures (管控措施), class by class, with how often and by whom each is checked. */
export function Measures({ risk, may }: Part): ReactElement {
  const say = useTexts(riskTexts);
  const [adding, add] = useState(false);
  const classes = measureClasses.filter((each) =>
    risk.measures.some((measure) => measure.class.code === each),
  );
  return (
    <section className="risk-card" aria-label={say('measures')}>
      <div className="risk-line">
        <h2>{say('measures')}</h2>
        {may ? <Button onClick={() => add(true)}>{say('addMeasure')}</Button> : null}
      </div>
      {classes.length === 0 ? <p>{say('measuresNone')}</p> : null}
      {classes.map((each) => (
        <section key={each} aria-label={say(each)}>
          <h3>{say(each)}</h3>
          <ul className="risk-parts">
            {risk.measures
              .filter((measure) => measure.class.code === each)
              .map((measure) => (
                <Measure key={measure.id} measure={measure} risk={risk} may={may} />
              ))}
          </ul>
        </section>
      ))}
      {adding ? <MeasureForm risk={risk} measure={null} onClose={() => add(false)} /> : null}
    </section>
  );
}

function Measure(props: Part & { readonly measure: RiskMeasure }): ReactElement {
  const { measure, risk, may } = props;
  const say = useTexts(riskTexts);
  const words = useWords();
  const [open, show] = useState<'edit' | 'retire' | null>(null);
  const close = (): void => show(null);
  const { text, checkEvery, ownerRole, owner, place, active } = measure;
  const event = risk.events.find(({ id }) => id === measure.riskEvent);
  return (
    <li>
      <p>{text}</p>
      <p className="risk-line muted">
        {active ? null : <StatusChip tone="unknown" text={say('inactive')} />}
        {checkEvery ? <span>{words(checkEvery.text)}</span> : null}
        {ownerRole ? <span>{words(ownerRole.text)}</span> : null}
        {owner ? <span>{owner.name ?? owner.id}</span> : null}
        {place ? <span>{say('labelled', { label: say('place'), text: place })}</span> : null}
        {event ? <span>{say('labelled', { label: say('ofEvent'), text: event.name })}</span> : null}
        {may ? (
          <>
            <Button label={`${say('edit')} ${text}`} kind="text" onClick={() => show('edit')}>
              {say('edit')}
            </Button>
            <Button label={`${say('retire')} ${text}`} kind="text" onClick={() => show('retire')}>
              {say('retire')}
            </Button>
          </>
        ) : null}
      </p>
      {open === 'edit' ? <MeasureForm risk={risk} measure={measure} onClose={close} /> : null}
      {open === 'retire' ? <RetirePart risk={risk} record={measure.id} onClose={close} /> : null}
    </li>
  );
}

const oneOf = <T extends string>(all: readonly T[], value: unknown, first: T): T =>
  all.find((each) => each === value) ?? first;

function MeasureForm(props: PointForm & { readonly measure: RiskMeasure | null }): ReactElement {
  const { risk, measure, onClose } = props;
  const say = useTexts(riskTexts);
  const create = useWrite(riskContract.newMeasure);
  const edit = useWrite(riskContract.editMeasure);
  const { id } = risk.row;
  const title = say(measure ? 'edit' : 'addMeasure');
  return (
    <Dialog title={title} onClose={onClose} wide>
      <FieldForm
        name={`risk/${id}/measure/${measure?.id ?? 'new'}`}
        label={title}
        fields={useFields(risk, measure !== null)}
        initial={{
          ...{ text: measure?.text ?? null, class: measure?.class.code ?? null },
          riskEvent: measure?.riskEvent ?? null,
          checkEvery: measure?.checkEvery?.code ?? null,
          ownerRole: measure?.ownerRole?.code ?? null,
          ...{ owner: measure?.owner?.id ?? null, place: measure?.place ?? null },
          ...(measure ? { active: measure.active } : {}),
        }}
        onCancel={onClose}
        onDone={onClose}
        submit={async (given) => {
          const body = {
            ...{ version: risk.version, text: textOf(given.text) ?? '' },
            class: oneOf(measureClasses, given.class, 'engineering'),
            riskEvent: textOf(given.riskEvent),
            checkEvery: oneOf(frequencies, given.checkEvery, 'month'),
            ownerRole: oneOf(ownerRoles, given.ownerRole, 'teamLeader'),
            ...{ owner: textOf(given.owner), place: textOf(given.place) },
          };
          const active = given.active !== false;
          const params = { id, record: measure?.id ?? '' };
          if (measure) await edit.mutateAsync({ params, body: { ...body, active } });
          else await create.mutateAsync({ params: { id }, body });
          toast.good(say('saved'));
        }}
      />
    </Dialog>
  );
}

function useFields(risk: RiskWhole, standing: boolean): readonly FormField[] {
  const say = useTexts(riskTexts);
  const coded = (
    name: string,
    label: string,
    codes: readonly Parameters<typeof say>[0][],
  ): FormField => ({
    ...{ name, label, kind: 'select', required: true },
    options: codes.map((code) => ({ value: code, label: say(code) })),
  });
  const select = (
    name: string,
    label: string,
    rows: readonly { readonly id: string; readonly name: string }[],
  ): FormField => ({ name, label, kind: 'select', options: optionsOf(rows) });
  return [
    { name: 'text', label: say('measureText'), kind: 'area', required: true },
    coded('class', say('class'), measureClasses),
    coded('checkEvery', say('checkEvery'), frequencies),
    coded('ownerRole', say('ownerRole'), ownerRoles),
    select('owner', say('owner'), risk.people),
    select('riskEvent', say('ofEvent'), risk.events),
    { name: 'place', label: say('place'), kind: 'text' },
    ...(standing ? [{ name: 'active', label: say('active'), kind: 'boolean' } as const] : []),
  ];
}
