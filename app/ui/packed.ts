/** Rows on their way to a page, each as one text: what carries loader data looks at each value of each row, and JSON is quick. */

type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain }

/** What it holds must be as JSON has it: a Date or a Map does not compile. */
export type Packed<Row> = string & { readonly holds?: Row }

type AsJson<Value> = Value extends Plain
  ? Value
  : Value extends (...given: never[]) => unknown
    ? never
    : { [Key in keyof Value]: AsJson<Value[Key]> }

export function packed<Row extends object>(row: Row & AsJson<Row>): Packed<Row> {
  return JSON.stringify(row)
}

export function unpacked<Row>(row: Packed<Row>): Row {
  return JSON.parse(row) as Row
}
