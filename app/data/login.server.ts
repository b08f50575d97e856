/** Logins as the database keeps them: opened by a right password alone, known by the hash of their id. */
import { z } from 'zod'
import { queryInstallation } from '~/database/door.server'
import { roles } from '~/domain/member'

const Member = z.object({
  clinicId: z.string(),
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  licence: z.object({ number: z.string(), state: z.string(), validUntil: z.string() }).nullable(),
  bfrCredentialValidUntil: z.string().nullable(),
  hasSecondFactor: z.boolean(),
  /** A code of the second factor is to come with the next signature. */
  isCodeDue: z.boolean(),
  /** The clinic demands a second factor of this member, who has none. */
  isFactorMissing: z.boolean(),
  clinic: z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    /** How this member reads times, numbers and loads: as they chose, else as their clinic does. */
    timeZone: z.string(),
    locale: z.string(),
    units: z.enum(['kg', 'lb']),
    emergencyNumber: z.string(),
    onCallNumber: z.string(),
    clearanceValidDays: z.number(),
    screeningValidDays: z.number(),
    lopValidDays: z.number(),
    decisionTargetHours: z.number(),
    idleMinutes: z.number(),
    plateStepG: z.number(),
    doctorForPrecautions: z.boolean(),
    windowDays: z.number(),
    closingFromDay: z.number(),
    breachEscalationDays: z.number(),
  }),
})

const OpenLogin = z.object({
  accountId: z.string(),
  expiresAt: z.string().transform((instant) => new Date(instant)),
  /** A minute or more since this login was last marked as in use. */
  touchDue: z.boolean(),
  member: Member,
})
export type OpenLogin = z.output<typeof OpenLogin>

/** `isCovered`: idle, let in by the ticket of a session; `isOver`: that session was ended. */
const FloorLogin = OpenLogin.extend({ isCovered: z.boolean(), isOver: z.boolean() })
export type FloorLogin = z.output<typeof FloorLogin>

const Opening = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('opened'), device: z.string() }),
  /** Of an account with a second factor: it waits for the code, and this id is no login's. */
  z.object({ outcome: z.literal('code-due') }),
  z.object({ outcome: z.literal('wrong-password') }),
  z.object({ outcome: z.literal('too-many-tries') }),
])
export type Opening = z.output<typeof Opening>

/** Who tries, and from where: `device` is the browser's own signed cookie, null when it has none. */
export type Try = { email: string; address: string; device: string | null }

export type Challenge = { salt: Buffer; params: string }

/** What to derive this account's password with; as steady an answer for an unknown account as for a known one. */
export async function passwordChallenge(email: string): Promise<Challenge> {
  const [challenge] = await queryInstallation<Challenge>({
    name: 'password-challenge',
    text: 'select salt, params from password_challenge($1)',
    values: [email],
  })
  if (!challenge) throw new Error('password_challenge answered no row.')
  return challenge
}

export async function isThrottled({ email, address, device }: Try): Promise<boolean> {
  const [row] = await queryInstallation<{ spent: boolean }>({
    name: 'login-throttled',
    text: 'select login_throttled($1, $2, $3) as spent',
    values: [email, address, device],
  })
  return row?.spent ?? true
}

/** Opens a login of this id when `derived` is right; `device` of the answer is the browser's next signed cookie. */
export async function openLoginRow(
  attempt: Try & { derived: Buffer; idHash: string; userAgent: string },
): Promise<Opening> {
  const [row] = await queryInstallation<{ opening: unknown }>({
    name: 'open-login',
    text: 'select open_login($1, $2, $3, $4, $5, $6) as opening',
    values: [attempt.email, attempt.derived, attempt.idHash, attempt.userAgent, attempt.address, attempt.device],
  })
  return Opening.parse(row?.opening)
}

/**
 * Writes down where a login came from. False when its password was replaced while it opened: then it is over. `derived`:
 * null where a code opened it, whose waiting ends with its password.
 */
export async function settleLogin(idHash: string, derived: Buffer | null, address: string): Promise<boolean> {
  const [row] = await queryInstallation<{ open: boolean }>({
    name: 'settle-login',
    text: 'select settle_login($1, $2, $3) as open',
    values: [idHash, derived, address],
  })
  return row?.open ?? false
}

/** All that a page needs of who is asking; null when the login ended, idles or expired, or the member is deactivated. */
export async function findLogin(idHash: string): Promise<OpenLogin | null> {
  const [row] = await queryInstallation<{ login: unknown }>({
    name: 'login-member',
    text: 'select login_member($1) as login',
    values: [idHash],
  })
  return OpenLogin.nullable().parse(row?.login ?? null)
}

/** Whose work is asked for on the gym floor: a session's, or by a red flag a client's. */
export type FloorWork = { sessionId: string | null; clientId: string | null }

/** As findLogin, and an idle login too where it has a ticket for this work. */
export async function findFloorLogin(idHash: string, { sessionId, clientId }: FloorWork): Promise<FloorLogin | null> {
  const [row] = await queryInstallation<{ login: unknown }>({
    name: 'floor-login',
    text: 'select floor_login($1, $2, $3) as login',
    values: [idHash, sessionId, clientId],
  })
  return FloorLogin.nullable().parse(row?.login ?? null)
}

export async function touchLogin(idHash: string): Promise<void> {
  await queryInstallation({ name: 'touch-login', text: 'select touch_login($1)', values: [idHash] })
}

const LoginTimeLeft = z.object({
  memberId: z.string(),
  email: z.string(),
  idleMinutes: z.number(),
  idleSeconds: z.number(),
  endSeconds: z.number(),
})
export type LoginTimeLeft = z.output<typeof LoginTimeLeft>

/** Null for a login that is not open; asking is no use of it, except by who asks to stay. */
export async function loginTimeLeft(idHash: string, isUsed: boolean): Promise<LoginTimeLeft | null> {
  const [row] = await queryInstallation<{ left: unknown }>({
    name: 'login-time-left',
    text: 'select login_time_left($1, $2) as left',
    values: [idHash, isUsed],
  })
  return LoginTimeLeft.nullable().parse(row?.left ?? null)
}

export async function endLogin(idHash: string): Promise<void> {
  await queryInstallation({ name: 'end-login', text: 'select end_login($1)', values: [idHash] })
}

/** Deletes logins a month past their end, tries past their quarter of an hour, and dead setup links. */
export async function forgetOldLogins(): Promise<void> {
  await queryInstallation({ name: 'forget-old-logins', text: 'select forget_old_logins()', values: [] })
}

const Reauthentication = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed'), id: z.string() }),
  z.object({ outcome: z.enum(['password-wrong', 'code-missing', 'code-wrong', 'second-factor-missing']) }),
])

/**
 * A re-authentication by this login's own member, good for two minutes and one use. `proven` is what proves their
 * second factor, null where none was given.
 */
export async function reauthenticate(
  idHash: string,
  derived: Buffer,
  what: { purpose: string; contentHash: string },
  proven: { proof: Buffer; step: number | null } | null = null,
): Promise<z.output<typeof Reauthentication>> {
  const [row] = await queryInstallation<{ answer: unknown }>({
    name: 'reauthenticate',
    text: 'select reauthenticate($1, $2, $3, $4, $5, $6) as answer',
    values: [idHash, derived, what.purpose, what.contentHash, proven?.proof ?? null, proven?.step ?? null],
  })
  return Reauthentication.parse(row?.answer)
}
