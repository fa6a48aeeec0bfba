import type { RecordDefinition } from '../../../law/records/model.ts';
import type { CheckId, Words } from '../model.ts';
import { sourceWords } from './checks.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const SEPARATOR = '\u001f';

const nameOf = (type: RecordDefinition | null | undefined, attribute: string): Words => {
  const found = type?.attributes.find(({ name }) => name === attribute);
  return found ? { zh: found.zh, en: found.en } : w(attribute, attribute);
};

const joined = (all: readonly Words[]): Words => ({
  zh: all.map(({ zh }) => zh).join('、'),
  en: all.map(({ en }) => en).join(', '),
});

interface RowError {
  readonly message: Words;
}

/** What is wrong with a row, in words; `detail` is as the query of the check gives it. */
export function detailOf(
  check: CheckId,
  detail: readonly string[],
  types: readonly RecordDefinition[],
  type: RecordDefinition | null,
): Words {
  const [first = '', second = '', third = ''] = detail;
  const typed = (id: string) => types.find((each) => each.type === id);
  switch (check) {
    case 'missing': {
      const names = joined(detail.map((name) => nameOf(type, name)));
      return w(`缺少：${names.zh}`, `Lacks: ${names.en}`);
    }
    case 'same-name':
      return w(`同名 ${first} 家`, `${first} of this name`);
    case 'no-township':
      return first === '' ? w('未填区划', 'No division') : w('区划未到乡镇', 'Above township');
    case 'no-park':
      return w('未填所在园区', 'No park stated');
    case 'stale':
      return w('底数待核实', 'To be verified');
    case 'differing':
      return differing(detail, typed('enterprise'));
    case 'late': {
      const kind = typed(first);
      const source = sourceWords(second);
      return w(
        `${kind?.zh ?? first}：${source.zh}，晚于发生 ${third} 天`,
        `${kind?.en ?? first}: ${source.en}, ${third} days after the fact`,
      );
    }
    case 'not-imported':
      return notImported(detail);
    case 'refused': {
      const kind = typed(first);
      const errors = (JSON.parse(third || '[]') as readonly RowError[]).map((e) => e.message);
      const said = joined(errors.length > 0 ? errors : [w('未能入账', 'not taken in')]);
      return w(
        `${kind?.zh ?? first}第 ${second} 行：${said.zh}`,
        `${kind?.en ?? first}, row ${second}: ${said.en}`,
      );
    }
  }
}

/** Where in the file, why, how to mend it, and when it was tried. */
function notImported(detail: readonly string[]): Words {
  const [line = '', path = '', reason = '', mend = '', at = '', count = ''] = detail;
  const [why, how] = [JSON.parse(reason), JSON.parse(mend)] as [Words, Words];
  const place = path === '' ? '' : ` ${path}`;
  return w(
    `第 ${line} 行${place}：${why.zh}；${how.zh}（${at} 导入，共拒绝 ${count} 行）`,
    `line ${line}${place}: ${why.en}; ${how.en} (imported ${at}, ${count} refused in all)`,
  );
}

/** A field, and what each source said last: 从业人数：批量导入 120（2026-01-03）；账号 … */
function differing(detail: readonly string[], type: RecordDefinition | undefined): Words {
  const [field = '', ...said] = detail;
  const name = nameOf(type, field);
  const parts = said.map((each) => {
    const [source = '', value = '', on = ''] = each.split(SEPARATOR);
    const who = sourceWords(source);
    return w(`${who.zh} ${value}（${on}）`, `${who.en} ${value} (${on})`);
  });
  return w(
    `${name.zh}：${parts.map(({ zh }) => zh).join('；')}`,
    `${name.en}: ${parts.map(({ en }) => en).join('; ')}`,
  );
}
