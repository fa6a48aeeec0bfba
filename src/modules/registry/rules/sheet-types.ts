/** Records whose lists come in as Excel sheets, at /sheets/TYPE (the slice sheets comes later). */
export const sheetTypes: readonly string[] = [
  ...[
    'enterprise',
    'facility',
    'substance',
    'equipment',
    'person',
    'project',
    'riskItem',
    'hazard',
  ],
  ...['selfInspection', 'drill', 'training', 'resource'],
];
