import type { InventoryError, Text } from '../model.ts';

/** A line of an inventory kept as a record (危险物质存量): attributes of the dictionary's `substance`. */
type Values = Readonly<Record<string, unknown>>;

const NONE = 'none';

function classesOf(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.length === 1 && value[0] === NONE ? NONE : value;
}

/** The inventory document of a unit whose lines are records. */
export function inventoryOf(lines: readonly Values[], exposedPopulation: number): unknown {
  return {
    exposedPopulation,
    substances: lines.map((values) => ({
      name: values.name ?? null,
      cas: values.cas ?? null,
      row: values.tableRow ?? null,
      class: classesOf(values.hazardClass),
      mixture: values.mixture ?? null,
      quantity: values.quantity ?? null,
    })),
  };
}

/** What is wrong with one line, at its attribute. */
export interface LineFault {
  readonly line: number;
  readonly attribute: string;
  readonly message: Text;
}

const ATTRIBUTES: Readonly<Record<string, string>> = { row: 'tableRow', class: 'hazardClass' };

/** How to mend it in a form, where the document's own words speak of its JSON. */
const MENDS: Readonly<Partial<Record<InventoryError['code'], Text>>> = {
  unknownCas: {
    zh: '请按安全技术说明书选择“危险性类别”，都不属于时选“不属于表1、表2”',
    en: "choose its hazard classes by the safety data sheet, or 'in neither table'",
  },
  unknownName: {
    zh: '请填写CAS号，或按安全技术说明书选择“危险性类别”',
    en: 'write its CAS number, or choose its hazard classes by the safety data sheet',
  },
  noIdentity: {
    zh: '请填写CAS号、名称或危险性类别',
    en: 'write its CAS number or name, or choose its class',
  },
  mixtureNeedsClass: {
    zh: '请按混合物的安全技术说明书选择“危险性类别”',
    en: "choose its hazard classes by the mixture's safety data sheet",
  },
  ambiguousSubstance: {
    zh: '请在“表1序号”中填写所对应的行',
    en: "write the row that is meant in 'row of Table 1'",
  },
  unknownClass: {
    zh: '“不属于表1、表2”只能单独选择',
    en: "'in neither table' stands alone",
  },
};

const DUPLICATE: Text = {
  zh: '本单元已登记同一物质；请把数量合并到一行',
  en: 'the same substance is in the inventory of this unit already; add the quantities up in one line',
};

/** Faults of an inventory by line and attribute; what concerns the whole document is left out. */
export function lineFaults(errors: readonly InventoryError[]): readonly LineFault[] {
  return errors.flatMap(({ code, path, message, mend }) => {
    const [, line, field = 'name'] = /^substances\[(\d+)\](?:\.([a-z]+))?/.exec(path) ?? [];
    if (line === undefined) return [];
    const how = MENDS[code] ?? mend;
    const said = {
      zh: `${message.zh}；${how.zh}`,
      en: `${message.en}; ${how.en}`,
    };
    return [
      {
        line: Number(line),
        attribute: ATTRIBUTES[field] ?? field,
        message: code === 'duplicateSubstance' ? DUPLICATE : said,
      },
    ];
  });
}
