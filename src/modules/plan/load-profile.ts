import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { PlanFault } from '../../law/plans/check.ts';
import type { ParameterDefinition, ParameterProfile } from '../../law/plans/model.ts';
import { parameterProfile, unknownName, valueFault } from '../../law/plans/parameter.ts';
import { plansFolder } from './load.ts';
import { Reader } from './load-reader.ts';

/** A profile of `profiles/` by its id; its values are checked against the definitions. */
export function loadProfile(
  id: string,
  parameters: ReadonlyMap<string, ParameterDefinition>,
): Result<ParameterProfile, readonly PlanFault[]> {
  const reader = new Reader();
  const path = join(plansFolder, 'profiles', `${id}.json`);
  const profile = reader.parse(parameterProfile, reader.json(path), path, null);
  for (const { name, value } of profile?.values ?? []) {
    const definition = parameters.get(name);
    const message = definition
      ? valueFault(definition, value)
      : unknownName(name, parameters.keys());
    if (message) reader.fault(path, null, name, message);
  }
  return profile === null || reader.faults.length > 0 ? refuse(reader.faults) : ok(profile);
}

/** Profiles that ship beside the plans. */
export function profileIds(): string[] {
  const files = readdirSync(join(plansFolder, 'profiles')).filter((name) => name.endsWith('.json'));
  return files.map((name) => basename(name, '.json')).sort();
}
