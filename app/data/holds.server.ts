/** Holds placed by hand, and the lifting of any hold: each by itself, with its reason. */
import { isFinished, moveProgram, partiesOf, type ProgramFacts } from '~/domain/program'
import { type Assessment, type HoldCause, type LiftFacts, mayLift } from '~/domain/hold'
import { type ClinicianRole, isClinician } from '~/domain/member'
import { isBfr, type Prescription, restrictedLimbs } from '~/domain/prescription'
import type { Tx } from '~/database/client.server'
import { type Acting, personOf } from './acting.server'
import { command, type Outcome } from './command.server'
import { authorsOf } from './decision-facts.server'
import { newId } from './id.server'
import { type FoundProgram, getProgram } from './programs.server'
import { queryOf } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'
import { dateOf } from './version-rows.server'

export function holdProgram(
  member: Acting,
  { key, at, ...asked }: { key: string; programId: string; reason: string; at: Date },
): Promise<Outcome<{ holdId: string }>> {
  return command<{ holdId: string }>(member, { key, name: 'program:hold', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'program:hold')
    if (isFinished(program.status)) return { ok: false, why: 'program-finished' }
    if (!asked.reason.trim()) return { ok: false, why: 'reason-missing' }
    if (partiesOf(member.roles).length === 0) return { ok: false, why: 'not-your-role' }
    const holdId = newId()
    await tx.hold.create({
      data: {
        clinicId: member.clinicId,
        id: holdId,
        programId: program.id,
        cause: isClinician(member.roles) ? 'clinician' : 'trainer',
        reason: asked.reason,
        placedBy: member.memberId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, holdId }
  })
}

type Lift = {
  programId: string
  holdId: string
  reason: string
  assessment: Assessment | null
  citesAssessment: boolean
  /** Then it is noted of the client, in the same transaction. */
  isClotConfirmed?: boolean
}

export function liftHold(
  member: Acting,
  { key, at, ...asked }: Lift & { key: string; at: Date },
): Promise<Outcome<{ liftId: string }>> {
  return command<{ liftId: string }>(member, { key, name: 'hold:lift', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'program:lift')
    const facts = await liftFacts(tx, member, program, asked.holdId, at)
    if (!facts) return { ok: false, why: 'not-on-hold' }
    const moved = moveProgram(await holdFacts(tx, member, program), 'lift', partiesOf(member.roles))
    if (!moved.ok) return moved
    const may = mayLift(facts, asked)
    if (!may.ok) return may
    const { assessment } = asked
    const liftId = newId()
    await tx.holdLift.create({
      data: {
        clinicId: member.clinicId,
        id: liftId,
        holdId: asked.holdId,
        liftedBy: member.memberId,
        reason: asked.reason.trim() || 'Lifted by the trainer who placed it',
        assessedBy: assessment?.by ?? null,
        assessedOn: assessment?.on ? dateOf(assessment.on) : null,
        assessmentResult: assessment?.result ?? null,
        isClotConfirmed: asked.isClotConfirmed ?? false,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, liftId }
  })
}

async function holdFacts(tx: Tx, { clinicId }: Acting, program: FoundProgram): Promise<ProgramFacts> {
  const openHolds = await tx.hold.count({ where: { clinicId, programId: program.id, liftedAt: null } })
  const inForce = program.versions.find(({ id }) => id === program.inForceVersionId)
  return { status: program.status, openHolds, isClearanceInForce: inForce?.status === 'cleared' }
}

async function liftFacts(
  tx: Tx,
  member: Acting,
  program: FoundProgram,
  holdId: string,
  at: Date,
): Promise<LiftFacts | null> {
  const { clinicId } = member
  const hold = await tx.hold.findFirst({
    where: { clinicId, id: holdId, programId: program.id, liftedAt: null },
    select: { cause: true, placedBy: true, recordedAt: true, redFlag: { select: { needsAssessment: true } } },
  })
  if (!hold) return null
  const version = await tx.version.findFirst({
    where: { clinicId, id: program.inForceVersionId ?? program.versions.at(-1)?.id ?? '' },
    select: {
      prescriptions: { select: { mode: true, limb: true } },
      decisions: { where: { outcome: { in: ['cleared', 'cleared-with-limits'] } }, select: { signedAs: true } },
    },
  })
  // By the lines, not by what was derived from them at submission: it may be a draft yet.
  const lines = (version?.prescriptions ?? []) as Pick<Prescription, 'mode' | 'limb'>[]
  const hasBfr = lines.some(({ mode }) => isBfr(mode))
  const limbs = restrictedLimbs(lines)
  const { screening, today } = await screeningStanding(queryOf(tx), {
    clientId: program.clientId,
    isBfr: hasBfr,
    limbs,
    at,
  })
  const newest = await tx.screening.findFirst({
    where: { clinicId, clientId: program.clientId },
    orderBy: { seq: 'desc' },
    select: { recordedAt: true },
  })
  const isAfterHold = newest !== null && newest.recordedAt > hold.recordedAt
  return {
    by: personOf(member),
    today,
    hold: {
      cause: hold.cause as HoldCause,
      heldBy: hold.placedBy,
      needsAssessment: hold.redFlag?.needsAssessment ?? false,
    },
    program: {
      authorIds: authorsOf(program),
      hasBfr,
      clearedAs: (version?.decisions[0]?.signedAs as ClinicianRole | undefined) ?? null,
      isDoctorForPrecautions: member.clinic.doctorForPrecautions,
    },
    screening: screening && { ...screening, isAfterHold },
  }
}
