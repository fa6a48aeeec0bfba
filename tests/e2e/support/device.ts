// What lies on the device, looked at inside of the page: as text.

/** Everything that the device keeps, as a stranger with its disk would read it. */
export const KEPT = `new Promise((resolve, reject) => {
  const request = indexedDB.open('zhiben');
  request.onerror = reject;
  request.onsuccess = async () => {
    const rows = {};
    for (const name of ['records', 'photos', 'packages', 'keys']) {
      rows[name] = await new Promise((done) => {
        const all = request.result.transaction(name).objectStore(name).getAll();
        all.onsuccess = () => done(all.result.map((row) => ({
          sealed: row.sealed !== undefined, extractable: row.key?.extractable,
          text: JSON.stringify(row, (key, value) => value instanceof ArrayBuffer
            ? new TextDecoder('latin1').decode(value) : value),
        })));
      });
    }
    request.result.close();
    resolve(rows);
  };
})`;
export type Kept = Record<
  'records' | 'photos' | 'packages' | 'keys',
  { sealed: boolean; extractable?: boolean; text: string }[]
>;

/** As if the device had lain in a drawer for four days. */
export const AGED = `new Promise((resolve) => {
  indexedDB.open('zhiben').onsuccess = ({ target: { result } }) => {
    const change = result.transaction('packages', 'readwrite');
    change.objectStore('packages').openCursor().onsuccess = ({ target }) => {
      const cursor = target.result;
      if (!cursor) return;
      cursor.update({ ...cursor.value, at: cursor.value.at - 4 * 86_400_000 });
      cursor.continue();
    };
    change.oncomplete = () => { result.close(); resolve(null); };
  };
})`;
