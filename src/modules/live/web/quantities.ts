/** The measured quantities (监测量) by which tags are looked for. */
export const quantityNames = [
  ...(['temperature', 'pressure', 'differentialPressure', 'level', 'flow', 'composition'] as const),
  ...(['gasCombustible', 'gasToxic', 'oxygen', 'gasholder', 'humidity', 'flame'] as const),
  ...(['speed', 'current', 'power', 'headcount', 'hotWork', 'running'] as const),
  ...(['interlock', 'other'] as const),
] as const;
