/** A version as rows and as the domain sees it, each way in one place. */
import type { Prisma } from '~/data/generated/client'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limb } from '~/domain/limb'
import type { Load, Mode, Prescription, Restriction } from '~/domain/prescription'
import type { Goal, VersionContent, VersionKind } from '~/domain/version'

export const versionColumns = {
  id: true,
  programId: true,
  number: true,
  kind: true,
  status: true,
  authorId: true,
  goal: true,
  diagnosis: true,
  procedureName: true,
  procedureOn: true,
  rangeRestriction: true,
  weightBearing: true,
  noMaximalTestBefore: true,
  sessionsPerWeek: true,
  sessionsPerDay: true,
  weeks: true,
  extensionDays: true,
  extensionReason: true,
  screeningId: true,
  submittedAt: true,
  isBfr: true,
  bfrLimbs: true,
  outcome: true,
  contentHash: true,
} as const satisfies Prisma.VersionSelect
export type VersionRow = Prisma.VersionGetPayload<{ select: typeof versionColumns }>

export const prescriptionColumns = {
  id: true,
  position: true,
  exercise: true,
  mode: true,
  limb: true,
  loadKind: true,
  loadPercent: true,
  loadG: true,
  rpeCeiling: true,
  reps: true,
  restSeconds: true,
  tempoSeconds: true,
  pressureKind: true,
  pressurePercent: true,
  pressureMmhg: true,
  cuffWidthMm: true,
  restrictionMinutes: true,
  reperfusionSeconds: true,
  aerobicPercent: true,
  aerobicMinutes: true,
} as const satisfies Prisma.PrescriptionSelect
export type PrescriptionRow = Prisma.PrescriptionGetPayload<{ select: typeof prescriptionColumns }>

/** A date column comes as midnight in UTC; a day of the calendar is its first ten characters. */
export function dayOf(date: Date): CalendarDay {
  return date.toISOString().slice(0, 10)
}

export function dateOf(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`)
}

function prescriptionOf(row: PrescriptionRow): Prescription {
  return {
    id: row.id,
    position: row.position,
    exercise: row.exercise,
    mode: row.mode as Mode,
    limb: row.limb as Limb | null,
    load: loadOf(row),
    reps: row.reps,
    restSeconds: row.restSeconds,
    tempoSeconds: row.tempoSeconds,
    restriction: restrictionOf(row),
    aerobic:
      row.aerobicPercent === null || row.aerobicMinutes === null
        ? null
        : { intensityPercent: row.aerobicPercent, minutes: row.aerobicMinutes },
  }
}

function loadOf(row: PrescriptionRow): Load {
  if (row.loadPercent !== null) return { kind: 'percent-1rm', percent: row.loadPercent }
  if (row.loadG !== null) return { kind: 'kg', loadG: row.loadG }
  if (row.rpeCeiling !== null) return { kind: 'rpe', ceiling: row.rpeCeiling }
  return { kind: 'none' }
}

function restrictionOf(row: PrescriptionRow): Restriction | null {
  if (row.cuffWidthMm === null || row.restrictionMinutes === null || row.reperfusionSeconds === null) return null
  return {
    pressure:
      row.pressureMmhg === null
        ? { kind: 'percent-lop', percent: row.pressurePercent ?? 0 }
        : { kind: 'mmhg', mmhg: row.pressureMmhg },
    cuffWidthCm: row.cuffWidthMm / 10,
    restrictionMinutes: row.restrictionMinutes,
    reperfusionSeconds: row.reperfusionSeconds,
  }
}

/** The columns of a line; everything a kind of load or pressure does not have is null. */
export function prescriptionData(line: Prescription) {
  const { load, restriction, aerobic } = line
  const pressure = restriction?.pressure
  return {
    id: line.id,
    position: line.position,
    exercise: line.exercise,
    mode: line.mode,
    limb: line.limb,
    loadKind: load.kind,
    loadPercent: load.kind === 'percent-1rm' ? load.percent : null,
    loadG: load.kind === 'kg' ? load.loadG : null,
    rpeCeiling: load.kind === 'rpe' ? load.ceiling : null,
    reps: line.reps,
    restSeconds: line.restSeconds,
    tempoSeconds: line.tempoSeconds,
    pressureKind: pressure?.kind ?? null,
    pressurePercent: pressure?.kind === 'percent-lop' ? pressure.percent : null,
    pressureMmhg: pressure?.kind === 'mmhg' ? pressure.mmhg : null,
    cuffWidthMm: restriction ? Math.round(restriction.cuffWidthCm * 10) : null,
    restrictionMinutes: restriction?.restrictionMinutes ?? null,
    reperfusionSeconds: restriction?.reperfusionSeconds ?? null,
    aerobicPercent: aerobic?.intensityPercent ?? null,
    aerobicMinutes: aerobic?.minutes ?? null,
  }
}

export function contentOf(row: VersionRow, lines: PrescriptionRow[]): VersionContent {
  return {
    kind: row.kind as VersionKind,
    goal: row.goal as Goal,
    diagnosis: row.diagnosis,
    procedure: row.procedureName ? { name: row.procedureName, on: row.procedureOn && dayOf(row.procedureOn) } : null,
    restrictions: {
      range: row.rangeRestriction,
      weightBearing: row.weightBearing,
      noMaximalTestBefore: row.noMaximalTestBefore && dayOf(row.noMaximalTestBefore),
    },
    schedule: { sessionsPerWeek: row.sessionsPerWeek, sessionsPerDay: row.sessionsPerDay, weeks: row.weeks },
    extensionDays: row.extensionDays,
    prescriptions: linesOf(lines),
  }
}

/** In the order of a session. */
export function linesOf(rows: readonly PrescriptionRow[]): Prescription[] {
  return rows.map(prescriptionOf).sort((one, other) => one.position - other.position)
}

/** The columns of a version's own content, its lines apart. */
export function contentData(content: VersionContent) {
  return {
    kind: content.kind,
    goal: content.goal,
    diagnosis: content.diagnosis,
    procedureName: content.procedure?.name ?? null,
    procedureOn: content.procedure?.on ? dateOf(content.procedure.on) : null,
    rangeRestriction: content.restrictions.range,
    weightBearing: content.restrictions.weightBearing,
    noMaximalTestBefore: content.restrictions.noMaximalTestBefore
      ? dateOf(content.restrictions.noMaximalTestBefore)
      : null,
    sessionsPerWeek: content.schedule.sessionsPerWeek,
    sessionsPerDay: content.schedule.sessionsPerDay,
    weeks: content.schedule.weeks,
    extensionDays: content.extensionDays,
  }
}
