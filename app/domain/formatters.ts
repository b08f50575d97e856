/** Formatters of days and numbers: making one is a hundred times dearer than using it, so each is made once. */

/** As many as are kept: all days of a lifetime, and nothing that grows for ever. */
const mostKept = 40_000

/** `make` of each key once, and again where too many were made. */
export function once<Key extends unknown[], Made>(make: (...key: Key) => Made): (...key: Key) => Made {
  const made = new Map<string, Made>()
  return (...key) => {
    const name = key.join()
    const known = made.get(name)
    if (known !== undefined) return known
    if (made.size >= mostKept) made.clear()
    const one = make(...key)
    made.set(name, one)
    return one
  }
}

/** Days and times with these options; a calendar day has no zone, and is said as UTC's. */
export function dateFormats(
  options: Intl.DateTimeFormatOptions,
): (locale: string, timeZone: string) => Intl.DateTimeFormat {
  return once((locale, timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone }))
}

export const dayFormat = dateFormats({ day: 'numeric', month: 'short', year: 'numeric' })

/** Numbers with at most and at least so many decimals. */
export const numberFormat = once(
  (locale: string, mostDigits: number, leastDigits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: mostDigits, minimumFractionDigits: leastDigits }),
)
