/** What comes next for a client and for each program, and on whom it waits: one ladder over what is known. */
import type { HoldCause } from './hold'
import { isFinished, type ProgramStatus } from './program'
import type { ScreeningOutcome } from './screening'
import type { WaitsOn } from './session'
import type { VersionStatus } from './version'
import type { Severity } from './window-flag'

export const programSteps = [
  'over', // completed or stopped
  'lift-red-flag', // a clinician lifts it, after a new screening
  'lift-hold', // a clinician lifts it
  'lift-own-hold', // the trainer who placed it, or a clinician
  'submit', // a draft waits to be sent
  'change', // changes were asked for
  'copy', // declined, and that is final
  'decide', // submitted
  'submit-again', // withdrawn, or the clearance ran out
  'consent', // cleared, and nobody has recorded the client's yes
  'resolve-breach', // step down, extend or complete
  'review', // past its window
  'measure-lop', // cleared, and a cuffed line has no pressure in date
  'start', // cleared, consented, nothing in the way
  'train', // running
] as const
export type ProgramStep = (typeof programSteps)[number]

export type ProgramStanding = {
  status: ProgramStatus
  openHolds: readonly HoldCause[]
  /** Of the newest version. */
  newest: VersionStatus
  isClearanceInForce: boolean
  needsDoctor: boolean
  hasConsent: boolean
  isLopMissing: boolean
  flag: Severity | null
}

export type NextStep<Step> = { step: Step; waitsOn: WaitsOn | null }

export function nextOfProgram(program: ProgramStanding): NextStep<ProgramStep> {
  if (isFinished(program.status)) return { step: 'over', waitsOn: null }
  return ofHolds(program) ?? (program.isClearanceInForce ? ofCleared(program) : ofVersion(program))
}

export const clientSteps = [
  'refer', // no exercise of any kind
  'screen', // none on record
  'screen-again', // out of date by time or by an event
  'screen-by-clinician', // after a red flag
  'raise', // screened, and no program
] as const
export type ClientStep = (typeof clientSteps)[number]

export type ClientStanding = {
  screening: { outcome: ScreeningOutcome; isStale: boolean; isOutdatedByEvent: boolean } | null
  needsClinicianToScreen: boolean
  hasOpenProgram: boolean
}

/** What the client needs before any of their programs goes on; null when nothing stands before those. */
export function nextOfClient(client: ClientStanding): NextStep<ClientStep> | null {
  const { screening, needsClinicianToScreen, hasOpenProgram } = client
  if (needsClinicianToScreen) return { step: 'screen-by-clinician', waitsOn: 'clinician' }
  if (!screening) return { step: 'screen', waitsOn: 'trainer' }
  if (screening.outcome === 'no-exercise') return { step: 'refer', waitsOn: 'doctor' }
  if (screening.isOutdatedByEvent || screening.isStale) return { step: 'screen-again', waitsOn: 'trainer' }
  return hasOpenProgram ? null : { step: 'raise', waitsOn: 'trainer' }
}

function ofHolds({ openHolds }: ProgramStanding): NextStep<ProgramStep> | null {
  if (openHolds.includes('red-flag')) return { step: 'lift-red-flag', waitsOn: 'clinician' }
  if (openHolds.some((cause) => cause !== 'trainer')) return { step: 'lift-hold', waitsOn: 'clinician' }
  return openHolds.length > 0 ? { step: 'lift-own-hold', waitsOn: 'trainer' } : null
}

function ofCleared(program: ProgramStanding): NextStep<ProgramStep> {
  if (!program.hasConsent) return { step: 'consent', waitsOn: 'client' }
  if (program.flag === 'breach') return { step: 'resolve-breach', waitsOn: 'trainer' }
  if (program.isLopMissing) return { step: 'measure-lop', waitsOn: 'trainer' }
  if (program.flag === 'review-due') return { step: 'review', waitsOn: 'clinician' }
  return { step: program.status === 'active' ? 'train' : 'start', waitsOn: 'trainer' }
}

function ofVersion({ newest, needsDoctor }: ProgramStanding): NextStep<ProgramStep> {
  if (newest === 'submitted') return { step: 'decide', waitsOn: needsDoctor ? 'doctor' : 'clinician' }
  if (newest === 'draft') return { step: 'submit', waitsOn: 'trainer' }
  if (newest === 'changes-requested') return { step: 'change', waitsOn: 'trainer' }
  if (newest === 'declined') return { step: 'copy', waitsOn: 'trainer' }
  return { step: 'submit-again', waitsOn: 'trainer' }
}
