/** The two clinics of the demo and who works there; all of them made up. */
import type { Role } from '~/domain/member'

/** The same for every account of the demo, and printed when it starts: it opens nothing anywhere else. */
export const demoPassword = 'clearway-demo-only'

/** Days until the licence lapses and the BFR credential ends, counted from today; null: has none. */
export type Person = {
  name: string
  email: string
  roles: readonly Role[]
  licence: { number: string; state: string; days: number } | null
  bfrCredentialDays: number | null
}

export type ClinicSettings = {
  slug: string
  name: string
  timeZone: string
  locale: string
  units: 'kg' | 'lb'
  plateStepG: number
  emergencyNumber: string
  onCallNumber: string
}

export const riverside: ClinicSettings = {
  slug: 'riverside',
  name: 'Riverside Clinic',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  units: 'kg',
  plateStepG: 500,
  emergencyNumber: '999',
  onCallNumber: '+44 20 7946 0157',
}

export const harborStreet: ClinicSettings = {
  slug: 'harbor-street',
  name: 'Harbor Street Rehab',
  timeZone: 'America/New_York',
  locale: 'en-US',
  units: 'lb',
  plateStepG: 1134,
  emergencyNumber: '911',
  onCallNumber: '+1 212 555 0142',
}

export const riversidePeople = {
  trainer: {
    name: 'Maya Ruiz',
    email: 'trainer@demo.clearway.example',
    roles: ['trainer'],
    licence: null,
    bfrCredentialDays: 410,
  },
  therapist: {
    name: 'Lin Chen',
    email: 'therapist@demo.clearway.example',
    roles: ['physical-therapist'],
    licence: { number: 'PT-104417', state: 'HCPC', days: 520 },
    bfrCredentialDays: 300,
  },
  doctor: {
    name: 'Dr Amara Osei',
    email: 'doctor@demo.clearway.example',
    roles: ['doctor'],
    licence: { number: 'MD-7701352', state: 'GMC', days: 365 },
    bfrCredentialDays: 700,
  },
  admin: {
    name: 'Fiona Larkspur',
    email: 'admin@demo.clearway.example',
    roles: ['admin'],
    licence: null,
    bfrCredentialDays: null,
  },
  both: {
    name: 'Sam Okonjo-Reyes',
    email: 'trainer-and-therapist@demo.clearway.example',
    roles: ['trainer', 'physical-therapist'],
    licence: { number: 'PT-098120', state: 'HCPC', days: 19 },
    bfrCredentialDays: 190,
  },
} as const satisfies Record<string, Person>

export const harborPeople = {
  trainer: {
    name: 'Dana Kowalczyk',
    email: 'trainer@second.clearway.example',
    roles: ['trainer'],
    licence: null,
    bfrCredentialDays: 240,
  },
  therapist: {
    name: 'Theo Marchetti',
    email: 'therapist@second.clearway.example',
    roles: ['physical-therapist'],
    licence: { number: 'PT-NY-55120', state: 'NY', days: 280 },
    bfrCredentialDays: 280,
  },
} as const satisfies Record<string, Person>
