import {
  describeErrors,
  describeJudgement,
  hazardLevel,
  type InventoryError,
  MAX_BYTES,
  parseInventory,
} from '../../modules/installations/index.ts';
import type { Command } from './usage.ts';
import { badUsage, dateOption, message, options, print, today } from './usage.ts';

const help = `重大危险源辨识与分级（GB 18218）：从标准输入读取一个单元（或多个单元）的物质清单，给出 S、R、级别和计算过程。

一个单元 / one unit:
  {"substances":[{"cas":"7664-41-7","name":"氨","quantity":30}],"exposedPopulation":60}
多个单元，各自单独判定 / several units, each judged alone:
  {"units":[{"name":"罐区","substances":[…]},{"name":"装置","substances":[…]}],"exposedPopulation":60}

  quantity           设计最大量，吨（数字或数字字符串），大于0
  cas / name         CAS号，或表1的中文名称、别名；两者都写时须一致
  class              表2类别符号："W5.1" 或 ["W2","J3"]；均不在表2时写 "none"
  row                表1行号；同一CAS对应多行时用（如硝酸铵 43、44）
  mixture            混合物："sameClass" 视为纯物质，"newClass" 按自身 class（4.2.3）
  exposedPopulation  厂区边界向外500 m范围内的常住人口，非负整数；单元内可另写

  --as-of DATE       按该日施行的标准判定（默认今天）
  --json             标准输出只有一个 JSON 文档

退出码 / exit: 0 已判定（无论是否构成重大危险源）, 2 清单或用法有误（列出全部错误）`;

async function standardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) message('从标准输入读取清单，Ctrl-D 结束 / reading standard input …');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

async function refused(errors: readonly InventoryError[], json: boolean): Promise<number> {
  if (json) await print(`${JSON.stringify({ errors })}\n`);
  message(describeErrors(errors).trimEnd());
  return 2;
}

export const hazardLevelCommand: Command = {
  usage: '[--as-of DATE] [--json] < inventory.json',
  help,
  async run(args) {
    const { values, positionals } = options(args, {
      'as-of': { type: 'string' },
      json: { type: 'boolean' },
    });
    if (positionals.length > 0)
      throw badUsage(
        'hazard-level 从标准输入读取：zhiben hazard-level < inventory.json',
        'hazard-level reads standard input: zhiben hazard-level < inventory.json',
      );
    const asOf = values['as-of'] === undefined ? today() : dateOption('--as-of', values['as-of']);
    const json = values.json ?? false;
    const parsed = parseInventory(await standardInput());
    if (!parsed.ok) return refused([parsed.error], json);
    const judged = hazardLevel(parsed.value, asOf);
    if (!judged.ok) return refused(judged.error, json);
    await print(json ? `${JSON.stringify(judged.value)}\n` : describeJudgement(judged.value));
    return 0;
  },
};
