/** What the page of a review shows. */
import type { ScreeningStanding } from '~/domain/clearance'
import type { ProgramHead } from '~/domain/program-head'
import type { Place, ReviewedVersion, ReviewHistory, ScreeningShown, Signer } from '~/domain/review'
import type { Check, LopOnRecord, OneRmOnRecord } from '~/domain/rule-book/rule'
import type { VersionDiff } from '~/domain/version-step'
import type { Risk } from '~/domain/waiting'

export type ReviewShown = {
  program: ProgramHead
  version: ReviewedVersion
  /** By the rule book as it is today, which is of this edition. */
  checks: Check[]
  edition: string
  step: VersionDiff | null
  oneRms: OneRmOnRecord[]
  lops: LopOnRecord[]
  lopValidDays: number
  plateStepG: number
  screenings: ScreeningShown[]
  screening: ScreeningStanding | null
  history: ReviewHistory
  waits: { place: Place | null; risk: Risk; minutes: number } | null
  signer: Signer
}
