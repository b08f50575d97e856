/** The oracle of days: reads the tz database's own compiled files (RFC 9636), and nothing of PostgreSQL's or Node's code. */

/** Seconds east of Greenwich at a moment given in seconds since 1970. */
export type Zone = (at: number) => number

const daySeconds = 86_400

/** The zone of a TZif file of edition 2 or later: its transitions, and after the last of them the rule in its footer. */
export function readZone(file: Buffer): Zone {
  if (file.toString('latin1', 0, 4) !== 'TZif' || file.toString('latin1', 4, 5) < '2') throw new Error('No TZif file.')
  const start = 44 + blockLength(file, 0, 4)
  const { times, types, leaps } = counts(file, start)
  if (leaps > 0) throw new Error('A file with leap seconds: days would not be those of the wall.')
  const begin = start + 44
  const moments = Array.from({ length: times }, (_, n) => Number(file.readBigInt64BE(begin + n * 8)))
  const kinds = Array.from({ length: times }, (_, n) => file.readUInt8(begin + times * 8 + n))
  const records = begin + times * 9
  const offsets = Array.from({ length: types }, (_, n) => file.readInt32BE(records + n * 6))
  const [, rule = ''] = file.toString('latin1', start + 44 + blockLength(file, start, 8)).split('\n')
  const afterwards = rule === '' ? null : readRule(rule)
  const last = moments.at(-1) ?? Number.NEGATIVE_INFINITY
  return (at) => {
    // Until the first change the rule names after it, the last one stands, whatever the rule says of the days before.
    const ruled = at >= last && afterwards ? afterwards(at) : null
    if (ruled && ruled.since > last) return ruled.offset
    let [low, high] = [0, moments.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((moments[middle] ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return offsets[low === 0 ? 0 : (kinds[low - 1] ?? 0)] ?? 0
  }
}

/** The calendar day on the wall, counted from 1 January 1970. */
export function dayNumber(zone: Zone, at: number): number {
  return Math.floor((at + zone(at)) / daySeconds)
}

/** Where the wall's clock jumps, between two moments. */
export function jumps(zone: Zone, from: number, until: number): number[] {
  const found: number[] = []
  for (let at = from; at < until; at += 7 * daySeconds) {
    if (zone(at) === zone(at + 7 * daySeconds)) continue
    let [low, high] = [at, at + 7 * daySeconds]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (zone(middle) === zone(low)) low = middle
      else high = middle
    }
    found.push(high)
  }
  return found
}

function counts(file: Buffer, start: number) {
  const at = (n: number) => file.readUInt32BE(start + 20 + n * 4)
  return { utc: at(0), standard: at(1), leaps: at(2), times: at(3), types: at(4), letters: at(5) }
}

function blockLength(file: Buffer, start: number, timeBytes: number): number {
  const { utc, standard, leaps, times, types, letters } = counts(file, start)
  return times * (timeBytes + 1) + types * 6 + letters + leaps * (timeBytes + 4) + standard + utc
}

const name = '(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)'
const clock = '[+-]?\\d{1,3}(?::\\d{2}){0,2}'
const footer = new RegExp(
  `^${name}(${clock})(?:${name}(${clock})?,([^,/]+)(?:/(${clock}))?,([^,/]+)(?:/(${clock}))?)?$`,
)

type Ruled = { offset: number; since: number }

/** A rule as POSIX writes it, such as CET-1CEST,M3.5.0,M10.5.0/3: hours WEST, then when summer begins and ends. */
function readRule(text: string): (at: number) => Ruled {
  const [, west, summerWest, begins, beginsAt = '2', ends, endsAt = '2'] = footer.exec(text) ?? []
  if (west === undefined) throw new Error(`A rule nobody can read: ${text}`)
  const standard = -seconds(west)
  if (begins === undefined || ends === undefined) return () => ({ offset: standard, since: Number.NEGATIVE_INFINITY })
  const summer = summerWest === undefined ? standard + 3600 : -seconds(summerWest)
  const known = new Map<number, Ruled[]>()
  const changesAround = (year: number) => {
    const changes =
      known.get(year) ??
      [year - 1, year, year + 1]
        .flatMap((one): Ruled[] => [
          { offset: summer, since: dayOf(begins, one) * daySeconds + seconds(beginsAt) - standard },
          { offset: standard, since: dayOf(ends, one) * daySeconds + seconds(endsAt) - summer },
        ])
        .sort((a, b) => b.since - a.since)
    known.set(year, changes)
    return changes
  }
  return (at) => {
    const changes = changesAround(new Date((at + standard) * 1000).getUTCFullYear())
    return changes.find(({ since }) => since <= at) ?? { offset: standard, since: Number.NEGATIVE_INFINITY }
  }
}

function seconds(text: string): number {
  const [hours = 0, minutes = 0, rest = 0] = text.replace(/^[+-]/, '').split(':').map(Number)
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + rest)
}

/** M3.5.0 is the last Sunday of March; J60 always 1 March; 59 the sixtieth day, whatever the year. */
function dayOf(when: string, year: number): number {
  const newYear = Date.UTC(year, 0, 1) / 1000 / daySeconds
  if (when.startsWith('M')) {
    const [month = 1, week = 1, weekday = 0] = when.slice(1).split('.').map(Number)
    const first = Date.UTC(year, month - 1, 1) / 1000 / daySeconds
    const length = Date.UTC(year, month, 1) / 1000 / daySeconds - first
    const day = ((weekday - new Date(first * daySeconds * 1000).getUTCDay() + 7) % 7) + (week - 1) * 7
    return first + (day < length ? day : day - 7)
  }
  if (!when.startsWith('J')) return newYear + Number(when)
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return newYear + Number(when.slice(1)) - 1 + (isLeap && Number(when.slice(1)) > 59 ? 1 : 0)
}
