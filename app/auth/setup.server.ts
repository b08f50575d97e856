/** The one-time link by which the first clinic and its admin are made; only its hash is kept. */
import { createHash, randomBytes } from 'node:crypto'
import {
  createFirstClinic,
  type FirstAdmin,
  type FirstClinic,
  isSetupTokenOpen,
  issueSetupToken,
} from '~/data/setup.server'
import { storePassword } from './password.server'

/** A link under `origin`, good for 24 hours and one clinic; null when somebody has an account already. */
export async function setupLink(origin: string): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  return (await issueSetupToken(hashOf(token))) ? new URL(`/setup/${token}`, origin).href : null
}

export function isSetupOpen(token: string): Promise<boolean> {
  return isSetupTokenOpen(hashOf(token))
}

export type FirstClinicAsked = Omit<FirstClinic, 'slug'> & { admin: FirstAdmin; password: string }

/** Uses the link up. The password must have passed the policy. */
export async function setUpClinic(token: string, { admin, password, ...clinic }: FirstClinicAsked) {
  const named = { ...clinic, slug: slugOf(clinic.name) }
  return await createFirstClinic(hashOf(token), named, admin, await storePassword(password))
}

/** `Hôpital du Parc, 2nd floor` is `hopital-du-parc-2nd-floor`; a name without Latin letters is `clinic`. */
function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
  const slug = plain.slice(0, 63).replace(/^-+|-+$/g, '')
  return slug.length > 1 ? slug : 'clinic'
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
