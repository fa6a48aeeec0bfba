/** The name of a duty in the address of its page, as the plan board reads it (metrics.test.ts). */
export function dutyPath(subject: string, period: string | null, triggerKey: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify([subject, period ?? '', triggerKey]));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
