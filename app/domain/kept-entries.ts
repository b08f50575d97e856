/** What is logged of a session on a phone: each entry as it was typed, laid over the session until the server shows it. */
import type { LoggedSet } from './deviation'
import type { HoldCause } from './hold'
import { type DayInflation, type InflationStanding, standingOfInflation } from './inflation'
import { type Side, sides } from './limb'
import type { Limits } from './limits'
import type { DoneSet, LiveLine } from './live-line'
import { type SetDeviation, type SetStanding, standingOfSet } from './set-standing'
import { type LoadUnit, parseLoad, unitOfForm } from './units'

/** The fields of a form, by name. */
export type Fields = Readonly<Record<string, string>>

/** What became of an entry: not answered yet, taken under the id of its row, or refused until somebody decides. */
export type EntryState =
  | { is: 'waiting' }
  | { is: 'taken'; id: string }
  | { is: 'refused'; why: string; says: readonly string[] }

/**
 * `key` lets the server take it once, however often it is sent; `doneAt` is the true time, ISO, on the server's clock.
 * `isKept`: it could not be sent at once.
 */
export type Entry = {
  key: string
  sessionId: string
  kind: string
  doneAt: string
  isKept: boolean
  fields: Fields
  state: EntryState
}

/** What of a session the entries change, and are held against. */
export type KeptSession = {
  id: string
  kind: 'started' | 'reported'
  isBfr: boolean
  isOutsideClearance: boolean
  outsideReason: string | null
  occurredAt: string
  endedAt: string | null
  openHolds: readonly HoldCause[]
  limits: Limits | null
  canLog: boolean
  lines: readonly LiveLine[]
  inflations: readonly DayInflation[]
}

/** A set as its form says it; `loadG` null: none, or not known. */
export type TypedSet = Omit<LoggedSet, 'exercise' | 'setNumber' | 'side'> & {
  lineId: string
  side: Side
  reason: string
}

/** The set that a form of a set says, read as the server reads it; null: its load is no number. */
export function typedSet(fields: Fields, unit: LoadUnit): TypedSet | null {
  const load = fields.load?.trim() ?? ''
  const entered = load === '' ? null : parseLoad(load, unitOfForm(fields.loadUnit, unit))
  if (load !== '' && !entered) return null
  const isRestricted = fields.isWithoutCuff === undefined && fields.pressureMmhg !== undefined
  return {
    lineId: fields.lineId ?? '',
    side: sides.find((side) => side === fields.side) ?? 'both',
    reps: Number(fields.reps ?? 0),
    loadG: entered?.loadG ?? null,
    rpe: numberIn(fields.rpe),
    isRestricted,
    restrictionSeconds: isRestricted ? wholeIn(fields.restrictionSeconds) : null,
    pressureMmhg: isRestricted ? wholeIn(fields.pressureMmhg) : null,
    reason: fields.reason?.trim() ?? '',
  }
}

/** Whether the set may be logged next, and how it goes beyond: as far as this phone knows. */
export function standingOfTyped(session: KeptSession, typed: TypedSet): SetStanding {
  const live = session.lines.find(({ id }) => id === typed.lineId)
  const { kind, isBfr, isOutsideClearance, endedAt, openHolds, limits } = session
  return standingOfSet(
    {
      session: { kind, isBfr, isOutsideClearance, isEnded: endedAt !== null },
      program: { status: 'active', isOnHold: openHolds.length > 0, isRevoked: false },
      line: live?.line ?? null,
      limits,
      oneRmG: live?.oneRmG ?? null,
      lopMmhg: live?.lopMmhg ?? null,
    },
    { ...typed, exercise: live?.exercise ?? '', setNumber: (live?.done.length ?? 0) + 1 },
  )
}

/** The same of the time of a cuff; `now` in milliseconds. */
export function standingOfTypedInflation(session: KeptSession, fields: Fields, now: number): InflationStanding {
  const live = session.lines.find(({ id }) => id === fields.lineId)
  const { id, kind, isBfr, occurredAt, endedAt, limits, inflations } = session
  return standingOfInflation(
    {
      session: { kind, isBfr, begunAt: Date.parse(occurredAt), endedAt: endedAt === null ? null : Date.parse(endedAt) },
      // Whether a hold stood when the cuff went on, the server knows: a phone asks nobody why while a cuff is to come off.
      program: { status: 'active', isOnHold: false, isRevoked: false },
      line: live?.line ?? null,
      limits,
      lopMmhg: live?.lopMmhg ?? null,
      others: inflations
        .filter(({ limb }) => limb === live?.limb)
        .map(({ sessionId, onAt, offAt, ...other }) => ({
          ...other,
          onAt: Date.parse(onAt),
          offAt: Date.parse(offAt),
          isInSession: sessionId === id,
        })),
      sets: (live?.done ?? []).map((set) => ({ ...set, occurredAt: Date.parse(set.occurredAt) })),
      now,
    },
    inflationIn(fields),
  )
}

function inflationIn({ onAt = '', offAt = '', pressureMmhg }: Fields) {
  return { onAt: Date.parse(onAt), offAt: Date.parse(offAt), pressureMmhg: wholeIn(pressureMmhg) }
}

/** The session as it is with what this phone logged: sets in their order, each once, whoever else shows it already. */
export function withEntries<Session extends KeptSession>(
  session: Session,
  entries: readonly Entry[],
  unit: LoadUnit,
): Session {
  let shown = session
  for (const entry of entries) {
    if (entry.state.is === 'refused' || isShownBy(session, entry)) continue
    if (entry.kind === 'end') shown = { ...shown, endedAt: entry.doneAt, canLog: shown.kind === 'reported' }
    if (entry.kind === 'set') shown = withSet(shown, entry, unit)
    if (entry.kind === 'inflation') shown = withInflation(shown, entry)
  }
  return shown
}

/** The server's own word already has it: by its id, or as what was done on this line at this instant. */
export function isShownBy(session: Pick<KeptSession, 'lines' | 'inflations' | 'endedAt'>, entry: Entry): boolean {
  if (entry.kind === 'end') return session.endedAt !== null
  const { state, fields, doneAt } = entry
  const isIt = (id: string, lineId: string | null, at: string, doneAt: string) =>
    (state.is === 'taken' && state.id === id) || (lineId === fields.lineId && Date.parse(at) === Date.parse(doneAt))
  if (entry.kind === 'inflation')
    return session.inflations.some(({ id, lineId, onAt }) => isIt(id, lineId, onAt, fields.onAt ?? ''))
  return session.lines.some(({ done }) => done.some((set) => isIt(set.id, set.lineId, set.occurredAt, doneAt)))
}

function withInflation<Session extends KeptSession>(session: Session, { key, sessionId, fields }: Entry): Session {
  const line = session.lines.find(({ id }) => id === fields.lineId)
  const { onAt, offAt, pressureMmhg } = inflationIn(fields)
  const standing = standingOfTypedInflation({ ...session, endedAt: null }, fields, offAt)
  if (!line?.limb || !standing.ok) return session
  const reason = fields.reason?.trim() || session.outsideReason || ''
  const done: DayInflation = {
    id: key,
    sessionId,
    lineId: line.id,
    limb: line.limb,
    pressureMmhg,
    onAt: new Date(onAt).toISOString(),
    offAt: new Date(offAt).toISOString(),
    reperfusionSeconds: line.cuff?.reperfusionSeconds ?? 0,
    deviations: standing.deviations.map(({ says }) => ({ says, reason })),
  }
  return { ...session, inflations: [...session.inflations, done] }
}

function withSet<Session extends KeptSession>(session: Session, entry: Entry, unit: LoadUnit): Session {
  const typed = typedSet(entry.fields, unit)
  if (!typed) return session
  const standing = standingOfTyped({ ...session, endedAt: null }, typed)
  const beyond = standing.ok ? standing.deviations : []
  const reason = typed.reason || session.outsideReason || ''
  const lines = session.lines.map((line) =>
    line.id === typed.lineId
      ? { ...line, done: [...line.done, doneSet(line, entry, typed, { beyond, reason })] }
      : line,
  )
  return { ...session, lines }
}

type Beyond = { beyond: readonly SetDeviation[]; reason: string }

function doneSet(line: LiveLine, { key, doneAt }: Entry, typed: TypedSet, { beyond, reason }: Beyond): DoneSet {
  const { reason: _, ...set } = typed
  return {
    ...set,
    id: key,
    exercise: line.exercise,
    setNumber: line.done.length + 1,
    occurredAt: doneAt,
    deviations: beyond.map(({ says }) => ({ says, reason })),
  }
}

function numberIn(typed: string | undefined): number | null {
  const text = typed?.trim().replace(',', '.') ?? ''
  return text === '' || !Number.isFinite(Number(text)) ? null : Number(text)
}

function wholeIn(typed: string | undefined): number | null {
  const value = numberIn(typed)
  return value === null ? null : Math.round(value)
}
