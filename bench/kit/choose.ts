/** Which benches are run: those that were named, or all. */

/** Throws a sentence for whoever asked when there is none of a name. */
export function chosen<Name extends string>(
  benches: Readonly<Record<Name, unknown>>,
  asked: readonly string[],
): Name[] {
  const names = Object.keys(benches) as Name[]
  const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
  if (unknown.length > 0)
    throw new Error(`There is no bench called ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  return asked.length > 0 ? names.filter((name) => asked.includes(name)) : names
}
