/** Members: the roles of a clinic and the licence a clinician signs with. */
import type { CalendarDay } from './calendar-day'

export const roles = ['trainer', 'physical-therapist', 'doctor', 'admin'] as const
export type Role = (typeof roles)[number]

export const clinicianRoles = ['physical-therapist', 'doctor'] as const satisfies Role[]
export type ClinicianRole = (typeof clinicianRoles)[number]

export type Licence = { number: string; state: string; validUntil: CalendarDay }

/** A person who acts in a clinic, as far as the rules need to know them. */
export type Person = {
  memberId: string
  roles: Role[]
  licence: Licence | null
  isActive: boolean
}

export function isClinician(roles: readonly Role[]): boolean {
  return clinicianRoles.some((role) => roles.includes(role))
}

/** Whether a licence is good on this day; its last day counts. */
export function isLicenceValid(licence: Licence, today: CalendarDay): boolean {
  return licence.validUntil >= today
}
