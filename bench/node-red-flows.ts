import { createRequire } from 'node:module';

/** Our own `pg`, given to the flows: they need nothing installed for it. */
const pg = createRequire(import.meta.url).resolve('pg');

export function settingsOf(port: number, database: object): string {
  const pool = JSON.stringify({ ...database, max: 10 });
  return `const { Pool } = require(${JSON.stringify(pg)});
module.exports = {
  uiPort: ${port}, uiHost: '127.0.0.1', httpAdminRoot: false, flowFile: 'flows.json',
  functionExternalModules: false, telemetry: { enabled: false },
  logging: { console: { level: 'error' } },
  functionGlobalContext: { pool: new Pool(${pool}), counted: { rows: 0 } },
};
`;
}

const TAB = 'tab';
const node = (id: string, type: string, more: object, to: readonly (readonly string[])[] = []) => ({
  ...{ id, type, z: TAB, x: 0, y: 0, name: id, wires: to },
  ...more,
});
const code = (id: string, func: string, to: readonly (readonly string[])[] = []) =>
  node(id, 'function', { func, outputs: Math.max(1, to.length) }, to);

const INSERT = `const { tag, t, v, q } = msg.payload;
await global.get('pool').query({ name: 'one', values: [tag, new Date(t), v, q],
  text: 'insert into flow_reading values ($1, $2, $3, $4)' });
global.get('counted').rows += 1;`;

const ALARM = `const { tag, t, v } = msg.payload;
await global.get('pool').query('insert into flow_alarm values ($1, $2, $3)', [tag, new Date(t), v]);`;

/** As people draw it: a message a reading, checked, then stored. */
const usual = [
  code(
    'rows',
    `const { t, rows } = msg.payload;
msg.payload = rows.map(([tag, ms, v, q = 0]) => ({ tag, t: t + ms, v, q }));
return msg;`,
    [['split']],
  ),
  node('split', 'split', { splt: '\\n', arraySplt: 1, arraySpltType: 'len' }, [['switch']]),
  node(
    'switch',
    'switch',
    {
      ...{ property: 'payload.v', propertyType: 'msg', checkall: 'false', outputs: 2 },
      rules: [{ t: 'gt', v: '80', vt: 'num' }, { t: 'else' }],
    },
    [['alarm', 'insert'], ['insert']],
  ),
  code('insert', INSERT),
  code('alarm', ALARM),
];

/** By somebody who knows what costs: one message, one check, one insert a batch. */
const tuned = [
  code(
    'rows',
    `const { t, rows } = msg.payload;
const n = rows.length;
const [tags, times, values, qs] = [new Array(n), new Array(n), new Array(n), new Array(n)];
const over = [];
for (let at = 0; at < n; at += 1) {
  const [tag, ms, v, q = 0] = rows[at];
  tags[at] = tag; times[at] = (t + ms) / 1000; values[at] = v; qs[at] = q;
  if (v > 80) over.push([tag, new Date(t + ms), v]);
}
const pool = global.get('pool');
await pool.query({ name: 'many', values: [tags, times, values, qs],
  text: \`insert into flow_reading select tag, to_timestamp(at), v, q
    from unnest($1::int[], $2::float8[], $3::float8[], $4::smallint[]) u(tag, at, v, q)\` });
for (const row of over) await pool.query('insert into flow_alarm values ($1, $2, $3)', row);
global.get('counted').rows += n;`,
  ),
];

export function flowOf(flow: 'usual' | 'tuned', mqttPort: number): readonly object[] {
  return [
    { id: TAB, type: 'tab', label: flow },
    {
      ...{ id: 'broker', type: 'mqtt-broker', broker: '127.0.0.1', port: `${mqttPort}` },
      ...{ clientid: flow, autoConnect: true, usetls: false, protocolVersion: '4' },
      ...{ keepalive: '60', cleansession: true },
    },
    node(
      'in',
      'mqtt in',
      {
        ...{ topic: 'zhiben/v1/+/+/readings', qos: '1', datatype: 'json', broker: 'broker' },
        ...{ nl: false, rap: true, rh: 0, inputs: 0 },
      },
      [['rows']],
    ),
    ...(flow === 'usual' ? usual : tuned),
    node('asked', 'http in', { url: '/count', method: 'get', upload: false }, [['count']]),
    code('count', `msg.payload = String(global.get('counted').rows);\nreturn msg;`, [['answer']]),
    node('answer', 'http response', {}),
  ];
}
