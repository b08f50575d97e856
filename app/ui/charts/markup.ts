/** Markup as text: a drawing is hundreds of small elements, and React takes ten times as long for each as it takes to write it. */

/** What stands in it is escaped; only `markup` makes one. It is given to React as its `dangerouslySetInnerHTML`. */
export class Markup {
  readonly __html: string
  constructor(parts: TemplateStringsArray, values: readonly Inside[]) {
    let text = parts[0] ?? ''
    for (let at = 0; at < values.length; at += 1) text += written(values[at]) + (parts[at + 1] ?? '')
    this.__html = text
  }
}

type Inside = string | number | Markup | readonly Markup[] | null | undefined

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }
const special = /[&<>"']/

function written(value: Inside): string {
  if (typeof value === 'string') {
    return special.test(value) ? value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '') : value
  }
  if (typeof value === 'number') return String(value)
  if (value instanceof Markup) return value.__html
  let text = ''
  for (const each of value ?? []) text += each instanceof Markup ? each.__html : written(String(each))
  return text
}

/** What is put in is words or the value of an attribute in double quotes, or markup already. Nothing is written for null. */
export function markup(parts: TemplateStringsArray, ...values: Inside[]): Markup {
  return new Markup(parts, values)
}
