/** What somebody typed, read the same way in the browser and on the server: a value, or a sentence beside its field. */
import { type CalendarDay, isCalendarDay } from './calendar-day'

/** `path` leads to the field: `['lines', 0, 'load']`. */
export type Mistake = { path: readonly (string | number)[]; says: string }

export type Typed<Name extends string> = Partial<Record<Name, string | undefined>>

/** Both ends are taken. `missing` is said where nothing was typed, and is left out where nothing need be. */
export type Bounds = { least: number; most: number; decimals?: number; missing?: string }

const cannotBeKept = 'That holds a character that cannot be kept.'
/** Everything but line breaks and tabs; a lone surrogate is no character. */
const controls = /\p{Cs}|(?![\n\r\t])\p{Cc}/u

/** A number as typed, with a point or a comma before its decimals; null: none, or more decimals than are kept. */
function readNumber(text: string, decimals = 0): number | null {
  const [, whole = '', fraction = ''] = /^(\d{1,6})(?:[.,](\d+))?$/.exec(text.trim()) ?? []
  if (!whole || fraction.length > decimals) return null
  return Number(`${whole}.${fraction || '0'}`)
}

/** Reads field after field of one group and keeps what was wrong with each. */
export class Reading<Name extends string> {
  readonly mistakes: Mistake[] = []

  constructor(private readonly typed: Typed<Name>) {}

  typedAs(name: Name): string {
    return this.typed[name]?.trim() ?? ''
  }

  wrong(name: Name, says: string): void {
    this.mistakes.push({ path: [name], says })
  }

  /** Empty where nothing was typed. */
  text(name: Name, longest: number, missing?: string): string {
    const text = this.typedAs(name)
    if (!text && missing) this.wrong(name, missing)
    if (text.length > longest) this.wrong(name, `Use at most ${longest} characters.`)
    if (controls.test(text)) this.wrong(name, cannotBeKept)
    return text
  }

  number(name: Name, { least, most, decimals = 0, missing }: Bounds): number | null {
    const text = this.typedAs(name)
    if (!text) {
      if (missing) this.wrong(name, missing)
      return null
    }
    const value = readNumber(text, decimals)
    if (value !== null && value >= least && value <= most) return value
    const kind = decimals === 0 ? 'a whole number' : 'a number'
    this.wrong(name, `Type ${kind} from ${least} to ${most}.`)
    return null
  }

  /** One of the choices; null where none was made or it is not among them. */
  choice<Choice extends string>(name: Name, choices: readonly Choice[], missing?: string): Choice | null {
    const text = this.typedAs(name)
    const chosen = choices.find((choice) => choice === text) ?? null
    if (chosen === null && (text || missing)) this.wrong(name, missing ?? 'Choose one of the list.')
    return chosen
  }

  day(name: Name): CalendarDay | null {
    const text = this.typedAs(name)
    if (!text) return null
    if (isCalendarDay(text) && text >= '1900-01-01' && text < '2200-01-01') return text
    this.wrong(name, 'Type a day that exists, as year-month-day.')
    return null
  }
}
