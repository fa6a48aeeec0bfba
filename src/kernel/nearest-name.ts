/** The name a person most likely meant, or null when none is near. */
export function nearestName(wrong: string, names: Iterable<string>): string | null {
  if (wrong.length > 60) return null;
  const lower = wrong.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - wrong.length) >= bestDistance) continue;
    const distance = editDistance(lower, name.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance, one row at a time, given up once it reaches the limit. */
function editDistance(left: string, right: string, limit: number): number {
  const row = new Uint8Array(256).map((_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    let diagonal = row[0] ?? 0;
    let least = i;
    row[0] = i;
    for (let j = 1; j <= right.length; j++) {
      const above = row[j] ?? 0;
      const same = left.charCodeAt(i - 1) === right.charCodeAt(j - 1) ? 0 : 1;
      const value = Math.min(diagonal + same, above + 1, (row[j - 1] ?? 0) + 1);
      row[j] = value;
      diagonal = above;
      least = Math.min(least, value);
    }
    if (least >= limit) return limit;
  }
  return row[right.length] ?? limit;
}
