// look.mjs ADDRESS PASSWORD: signs in as the city's bureau and follows "why is a county last?" to
// the evidence, over the API alone. Plain JavaScript for the machine's own Node.
const [address = '', password = ''] = process.argv.slice(2);
const base = address.replace(/\/$/, '');
let cookie = '';

async function call(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(method === 'GET' ? {} : { 'x-zhiben': '1', 'content-type': 'application/json' }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  cookie ||= (response.headers.get('set-cookie') ?? '').split(';')[0];
  return response.json();
}

function must(condition, belief) {
  if (!condition) throw new Error(belief);
}

await call('POST', '/api/session', { name: 'bureau-city', password });
const board = await call('GET', '/api/plan/board');
const text = JSON.stringify(board);
const clauses = new Set(text.match(/"(CHEM|TRADE)-[\w.]+"/g));
must(clauses.size === 352, `the board has ${clauses.size} clauses, not 352`);
must(!text.includes('"needsParameter"'), 'a parameter is missing under the starter profile');
const ranking = await call('GET', '/api/ranking');
must(JSON.stringify(ranking).includes('3717'), 'no county is ranked');
const duties = await call('GET', '/api/plan/clauses/TRADE-5.3/duties?status=overdue');
const [first] = duties.rows;
must(first, 'nobody is overdue');
const duty = await call(
  'GET',
  `/api/plan/clauses/TRADE-5.3/duties/${encodeURIComponent(first.duty)}`,
);
must(JSON.stringify(duty).length > JSON.stringify(first).length, 'the duty is not explained');
