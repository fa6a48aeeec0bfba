import { type ReactElement, useId, useState } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import type { JudgedEdition } from '../model.ts';
import { type Choice, choicesOf, matching } from '../rules/choices.ts';
import { criteriaTexts } from './texts.ts';
import './criteria.css';

/** What was picked: the id that `hazard.criterion` takes, and what follows from it. */
export interface PickedItem {
  readonly criterion: string;
  readonly kind: 'statutory' | 'cityRule';
  /** Static or dynamic; null: both, its parts have to tell. */
  readonly nature: 'static' | 'dynamic' | null;
}

export interface CriterionPickerProps {
  readonly enterprise: string;
  /** The day the hazard was found: its edition is the one that holds. */
  readonly foundOn: string;
  /** The id that is picked; null: no item. */
  readonly value: string | null;
  readonly onPick: (picked: PickedItem | null) => void;
}

/** Items of the edition in force on the day, those that facts point to first. */
function CriterionPicker(props: CriterionPickerProps): ReactElement {
  const { enterprise, foundOn } = props;
  const judgement = useApi(criteriaContract.judgement, {
    params: { id: enterprise },
    query: { on: foundOn },
  });
  return (
    <Answered of={judgement}>
      {({ editions }) => <Picker {...props} editions={editions} />}
    </Answered>
  );
}

export default CriterionPicker;

function Picker(
  props: CriterionPickerProps & { readonly editions: readonly JudgedEdition[] },
): ReactElement {
  const { editions, value, onPick } = props;
  const say = useTexts(criteriaTexts);
  const name = useId();
  const [typed, type] = useState('');
  const choices = matching(choicesOf(editions), typed);
  return (
    <fieldset className="criterion-picker">
      <legend>{say('pickLegend')}</legend>
      <input
        type="search"
        aria-label={say('pickSearch')}
        placeholder={say('pickSearch')}
        value={typed}
        maxLength={60}
        onChange={({ target }) => type(target.value)}
      />
      <div className="criterion-picker-list">
        <label>
          <input type="radio" name={name} checked={value === null} onChange={() => onPick(null)} />
          {say('pickNone')}
        </label>
        {choices.map((choice) => (
          <ChoiceRow
            key={choice.id}
            choice={choice}
            name={name}
            checked={value === choice.id}
            onPick={() =>
              onPick({ criterion: choice.id, kind: choice.kind, nature: choice.nature })
            }
          />
        ))}
        {choices.length === 0 ? <p>{say('pickEmpty')}</p> : null}
      </div>
    </fieldset>
  );
}

function ChoiceRow(props: {
  readonly choice: Choice;
  readonly name: string;
  readonly checked: boolean;
  readonly onPick: () => void;
}): ReactElement {
  const { choice, name, checked, onPick } = props;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  return (
    <label className={choice.part ? 'criterion-part' : ''}>
      <input type="radio" name={name} checked={checked} onChange={onPick} />
      <span>
        <strong>
          {choice.clause} {choice.title}
        </strong>{' '}
        <span className="muted">
          {choice.edition} · {say(choice.kind)} · {say(choice.nature ?? 'mixed')}
        </span>{' '}
        {choice.suspected ? <StatusChip tone="soon" text={say('suspectedOf')} /> : null}{' '}
        {choice.recalled ? <StatusChip tone="unknown" text={say('recalled')} /> : null}
        {choice.text ? <br /> : null}
        {choice.text}
        {choice.says.map((each) => (
          <span key={each.en} className="muted">
            {' '}
            {words(each)}
          </span>
        ))}
      </span>
    </label>
  );
}
