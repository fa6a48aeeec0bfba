/** Types with a page of their own; the others share one. */
const OWN: Readonly<Record<string, string>> = { enterprise: '/enterprises', park: '/parks' };

/** Where a record opens. */
export function pathOf(type: string, id: string): string {
  return `${OWN[type] ?? `/records/${type}`}/${encodeURIComponent(id)}`;
}

/** A moment as people read it; a day stays one. */
export const timeOf = (moment: string): string => {
  const local = moment.endsWith('Z')
    ? new Date(Date.parse(moment) + 8 * 3_600_000).toISOString()
    : moment;
  const text = local.slice(0, 16).replace('T', ' ');
  return text.endsWith(' 00:00') ? text.slice(0, 10) : text;
};
