/** Items used for lists that the plans leave to configuration; a demo sets the parameters to them. */
export const demoLists = {
  'parks.tenHaves.items': Array.from({ length: 10 }, (_, i) => `ten-haves-${i + 1}`),
  'parks.twoBans.items': ['two-bans-1', 'two-bans-2'],
  'responsibility.postCategories': Array.from({ length: 8 }, (_, i) => `post-${i + 1}`),
  'integration.psmElements.list': [
    'safety-information',
    'hazard-analysis',
    'operating-procedures',
    'contractors',
    'change',
    'integrity',
    'permits',
    'emergency',
  ],
  'majorHazard.guarantorRoles': ['principal', 'technical', 'operational'],
  'trade.keyFields.list': [
    'metalSmelting',
    'deepWellCasting',
    'dustExplosive',
    'keyDustExplosive',
    'ammoniaRefrigeration',
    'confinedSpace',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
