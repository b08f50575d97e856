/** Templates of a clinic: made of what was submitted, and retired by who made them or by a clinician. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'
import type { VersionStatus } from './version'

/** A draft may still change, and a template would change with it. */
export function mayMakeTemplate(version: { status: VersionStatus }): Verdict {
  return version.status === 'draft' ? { ok: false, why: 'template-of-draft' } : { ok: true }
}

export type RetirementFacts = {
  by: { memberId: string; roles: readonly Role[] }
  template: { madeBy: string; isRetired: boolean }
}

export function mayRetireTemplate({ by, template }: RetirementFacts): Verdict {
  if (template.isRetired) return { ok: false, why: 'template-retired' }
  if (template.madeBy !== by.memberId && !isClinician(by.roles)) return { ok: false, why: 'template-not-yours' }
  return { ok: true }
}
