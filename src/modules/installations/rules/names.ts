/** One spelling for comparing: half width, lower case, no spaces. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** The name without what stands in brackets after it: 甲醛(含量>90%) → 甲醛. */
export function baseName(name: string): string {
  const plain = plainName(name);
  const bracket = plain.search(/[([]/);
  return bracket > 0 ? plain.slice(0, bracket) : plain;
}
