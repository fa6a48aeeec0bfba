/** Rows that only the piecewise side or only the side built at once has. */
export function unlike(renewed: readonly string[], built: readonly string[]): string[] {
  const [a, b] = [new Set(renewed), new Set(built)];
  return [
    ...renewed.filter((line) => !b.has(line)).map((line) => `renewed: ${line}`),
    ...built.filter((line) => !a.has(line)).map((line) => `whole: ${line}`),
  ];
}
