import type { InventoryError, ItemResult, Judgement, UnitResult } from '../model.ts';

/** Columns that a terminal gives a text: Chinese signs take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        sign,
      )
        ? 2
        : 1;
  return width;
}

const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Rows as aligned columns; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(...rows.map((row) => widthOf(row[c] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, c) => (c === columns - 1 ? cell : pad(cell, widths[c] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** At most six places, cut off and never rounded up over a cut-off. */
function shown(value: number | null): string {
  if (value === null) return '—';
  const text = String(value);
  const [, short, more = ''] = /^(\d+\.\d{6})(\d+)$/.exec(text) ?? [];
  return short !== undefined && more !== '' ? `${short}…` : text;
}

function itemRow(item: ItemResult, index: number): string[] {
  const { Q, beta } = item.sources;
  const basis =
    Q === null ? '不参与辨识' : `${Q.table} ${Q.table === '表1' ? `第${Q.row}行` : Q.row}`;
  const factor = beta === null ? '' : ` / ${beta.table} ${beta.row}`;
  return [
    String(index + 1),
    item.name,
    item.cas ?? '',
    item.exact.q,
    shown(item.Q),
    shown(item.ratio),
    shown(item.beta),
    shown(item.weighted),
    `${basis}${factor}${item.recalled ? '（含recalled）' : ''}`,
  ];
}

type Body = Omit<UnitResult, 'name'>;

function conclusion(unit: Body): string {
  const values = `S = ${shown(unit.S)}，R = ${shown(unit.R)}，α = ${shown(unit.alpha)}`;
  return unit.levelName === null
    ? `结论：不构成重大危险源（${values}）`
    : `结论：构成${unit.levelName}重大危险源（${values}）`;
}

function describeUnit(unit: Body, heading: string): string[] {
  const head = ['序号', '物质', 'CAS', 'q(t)', 'Q(t)', 'q/Q', 'β', 'β·q/Q', '依据'];
  const notes = unit.items.flatMap((item) =>
    item.notes.map((note) => `  ${item.name}：${note.zh}`),
  );
  const recalled = unit.recalledFigures.map((figure) => `  ${figure.figure}：${figure.zh}`);
  return [
    heading,
    conclusion(unit),
    '',
    ...table([head, ...unit.items.map(itemRow)]),
    '',
    '计算过程：',
    ...unit.working.map((step) => `  ${step.step}. ${step.zh}〔${step.article}〕`),
    ...(notes.length > 0 ? ['', '提示：', ...notes] : []),
    ...(recalled.length > 0
      ? ['', '以下数值未经标准原文核实（recalled），使用前请复核：', ...recalled]
      : []),
  ];
}

/** The judgement for a person: a table and the working, in Chinese. */
export function describeJudgement(judgement: Judgement): string {
  const head = `${judgement.standard} 危险化学品重大危险源辨识与分级（判定日 ${judgement.asOf}）`;
  if (!('units' in judgement)) return `${describeUnit(judgement, head).join('\n')}\n`;
  const { units, highestLevel } = judgement;
  const names = ['', '一级', '二级', '三级', '四级'];
  const whole =
    highestLevel === null
      ? `共 ${units.length} 个单元，均不构成重大危险源`
      : `共 ${units.length} 个单元，最高级别：${names[highestLevel]}`;
  const parts = units.map((unit) => describeUnit(unit, `【${unit.name ?? ''}】`).join('\n'));
  return `${[head, whole, '', parts.join('\n\n')].join('\n')}\n`;
}

/** Every fault of an inventory: where, what, how to mend it, in Chinese and English. */
export function describeErrors(errors: readonly InventoryError[]): string {
  return errors
    .map(({ path, message, mend }) => {
      const at = path === '' ? '' : `${path}: `;
      return `${at}${message.zh}；${mend.zh}\n${' '.repeat(2)}${message.en}; ${mend.en}\n`;
    })
    .join('');
}
