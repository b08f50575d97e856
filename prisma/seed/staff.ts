/** A clinic and its people, made by the database's owner; everything after that is done by the people themselves. */
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { derivePassword, storePassword } from '~/auth/password.server'
import type { Acting } from '~/data/acting.server'
import { newId } from '~/data/id.server'
import { endLogin, findLogin, openLoginRow, reauthenticate, touchLogin } from '~/data/login.server'
import { type ClinicSettings, demoPassword, type Person } from './people'

/** A member with a login of their own, and what signing asks of them. */
export type Colleague = {
  acting: Acting
  /** The password given again, for one purpose over one content. */
  reauthenticate: (purpose: string, contentHash: string) => Promise<string>
  stayLoggedIn: () => Promise<void>
  logOut: () => Promise<void>
}

export type Password = { stored: Awaited<ReturnType<typeof storePassword>>; derived: Buffer }

/** Derived once for all accounts: the demo's password is no secret. */
export async function derivedPassword(): Promise<Password> {
  const stored = await storePassword(demoPassword)
  return { stored, derived: await derivePassword(demoPassword, stored) }
}

/** The clinic with its members, roles and accounts, in one transaction. */
export async function createClinic(
  owner: pg.Client,
  settings: ClinicSettings,
  people: Record<string, Person>,
  { stored }: Password,
  now: Date,
): Promise<void> {
  const clinicId = newId()
  await owner.query('begin')
  await owner.query("select set_config('clearway.clinic', $1, true), set_config('clearway.member', '', true)", [
    clinicId,
  ])
  const { slug, name, timeZone, locale, units, plateStepG, emergencyNumber, onCallNumber } = settings
  await owner.query(
    `insert into clinics (id, slug, name, time_zone, locale, units, plate_step_g, emergency_number, on_call_number)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [clinicId, slug, name, timeZone, locale, units, plateStepG, emergencyNumber, onCallNumber],
  )
  for (const person of Object.values(people)) await createMember(owner, clinicId, person, stored, now)
  await owner.query('commit')
}

async function createMember(
  owner: pg.Client,
  clinicId: string,
  { name, email, roles, licence, bfrCredentialDays }: Person,
  { salt, params, verifier }: Password['stored'],
  now: Date,
): Promise<void> {
  const memberId = newId()
  await owner.query(
    `insert into members (clinic_id, id, name, email, licence_number, licence_state, licence_valid_until,
       bfr_credential_valid_until)
     select $1, $2, $3, $4, $5, $6, today + $7::integer, today + $8::integer
     from (select clinic_day($9::timestamptz) as today)`,
    [
      clinicId,
      memberId,
      name,
      email,
      licence?.number ?? null,
      licence?.state ?? null,
      licence?.days ?? null,
      bfrCredentialDays,
      now,
    ],
  )
  for (const role of roles) {
    await owner.query('insert into member_roles (clinic_id, member_id, role) values ($1, $2, $3)', [
      clinicId,
      memberId,
      role,
    ])
  }
  await owner.query('select create_account($1, $2, $3, $4, $5)', [clinicId, memberId, salt, params, verifier])
}

/** Logs a person in, as the login page would; the pools must be open. */
export async function logIn({ email }: Person, { derived }: Password): Promise<Colleague> {
  const idHash = createHash('sha256').update(randomBytes(20)).digest('hex')
  const attempt = { email, address: '127.0.0.1', device: null, userAgent: 'demo', derived, idHash }
  const opening = await openLoginRow(attempt)
  const login = opening.outcome === 'opened' ? await findLogin(idHash) : null
  if (!login) throw new Error(`${email} cannot log in: ${opening.outcome}`)
  return {
    acting: login.member,
    reauthenticate: async (purpose, contentHash) => {
      const answer = await reauthenticate(idHash, derived, { purpose, contentHash })
      if (answer.outcome !== 'confirmed') throw new Error(`The password of ${email} was not accepted.`)
      return answer.id
    },
    stayLoggedIn: () => touchLogin(idHash),
    logOut: () => endLogin(idHash),
  }
}
