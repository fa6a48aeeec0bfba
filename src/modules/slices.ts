/** The written order of the slices: a slice knows the ones before it only. */
export const slices = [
  'ledger',
  'records',
  'installations',
  'plan',
  'identity',
  'files',
  'criteria',
  'registry',
  'risk',
  'sheets',
  'overview',
  'board',
  'statistics',
  'settings',
  'tasks',
  'templates',
  'letters',
  'assignments',
  'hazards',
  'reports',
  'checks',
  'burden',
  'live',
  'alarms',
  'warning',
  'patrol',
  'quality',
  'demo',
] as const;

/** Database schemas that are worked out from the others and rebuilt: no backup holds them. */
export const derivedSchemas = ['rec', 'rec_stated', 'duty'] as const;
