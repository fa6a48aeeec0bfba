import { type ReactElement, useState } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { CaseGiven, ReportWhole } from '../contract.ts';
import { reportsContract } from '../contract.ts';
import { accidentNames, accidents } from '../model.ts';
import { Working } from './parts.tsx';
import { reportsTexts } from './texts.ts';

function caseOf(values: Values): CaseGiven {
  const count = (name: string): number | undefined => {
    const value = values[name];
    return typeof value === 'number' ? value : undefined;
  };
  const accident = accidentNames.find((code) => code === values.accident);
  return {
    ...{ fine: count('fine'), proposed: count('proposed'), deaths: count('deaths') },
    ...{ reporters: count('reporters'), accident },
  };
}

/** What a reward is worked out from, and how; whoever decides confirms the amount below. */
export function RewardCase(props: {
  readonly report: ReportWhole;
  readonly onWorked: (given: CaseGiven) => void;
}): ReactElement {
  const { report, onWorked } = props;
  const say = useTexts(reportsTexts);
  const words = useWords();
  const { id, topic } = report.row;
  const [given, setGiven] = useState<CaseGiven>({});
  const working = useApi(reportsContract.rewardWorking, { params: { id }, query: given });
  const concealed = topic?.code === 'concealed-incident';
  const byFine = topic?.code === 'major-hazard' || topic?.code === 'illegal-activity';
  const number = (name: 'fine' | 'proposed' | 'deaths' | 'reporters'): FormField => ({
    ...{ name, label: say(name), kind: 'number' },
  });
  const accident: FormField = {
    ...{ name: 'accident', label: say('accident'), kind: 'select' },
    options: accidentNames.map((value) => ({ value, label: words(accidents[value]) })),
  };
  const asked = report.internal
    ? [number('proposed')]
    : concealed
      ? [accident, number('deaths')]
      : [number(byFine ? 'fine' : 'proposed')];
  const fields = [...asked, number('reporters')];
  return (
    <>
      <FieldForm
        name={`tips/${id}/case`}
        label={say('working')}
        fields={fields}
        initial={Object.fromEntries(fields.map(({ name }) => [name, null]))}
        submitText={say('work')}
        submit={async (values) => {
          setGiven(caseOf(values));
          onWorked(caseOf(values));
        }}
      />
      <Answered of={working}>{(data) => <Working working={data} />}</Answered>
    </>
  );
}
