/** Conditions of a query and their values, numbered on from those that are there. */
export class Conditions {
  readonly parts: string[] = [];
  readonly values: unknown[];

  constructor(values: readonly unknown[]) {
    this.values = [...values];
  }

  /** `?` stands for the value. */
  add(sql: string, value: unknown): void {
    this.values.push(value);
    this.parts.push(sql.replaceAll('?', `$${this.values.length}`));
  }

  /** One value by itself: its rows stand in the index in the order of the list. */
  oneOf(column: string, values: readonly string[]): void {
    if (values.length === 1) this.add(`${column} = ?`, values[0]);
    else this.add(`${column} = any(?)`, values);
  }
}
