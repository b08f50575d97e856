/** Rows on their way to a page as one text: what carries loader data looks at each value of each row, and JSON is quick. */

type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain }

/** What it holds must be as JSON has it: a Date or a Map does not compile. */
export type Packed<Rows> = string & { readonly holds?: Rows }

type AsJson<Value> = Value extends Plain
  ? Value
  : { [Key in keyof Value]: Value[Key] extends Date ? never : AsJson<Value[Key]> }

export function packed<Rows extends readonly unknown[]>(rows: Rows & AsJson<Rows>): Packed<Rows> {
  return JSON.stringify(rows)
}

export function unpacked<Rows>(rows: Packed<Rows>): Rows {
  return JSON.parse(rows) as Rows
}
