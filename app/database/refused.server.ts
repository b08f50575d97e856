/** What the database answers when it says no, read from whatever shape the driver or Prisma wraps it in. */
import { isRefusal, type Refusal } from '~/domain/refusal'

/** The database refused: a trigger or constraint of the domain, with the domain's own word. */
export class Refused extends Error {
  constructor(
    readonly why: Refusal,
    options?: ErrorOptions,
  ) {
    super(why, options)
    this.name = 'Refused'
  }
}

/** Somebody else in the clinic is saving, and did not finish in 3 seconds: a 409 to try again. */
export class ClinicBusy extends Error {
  readonly why = 'somebody-else-saving' satisfies Refusal
  constructor(options?: ErrorOptions) {
    super('somebody else in the clinic is saving', options)
    this.name = 'ClinicBusy'
  }
}

/** PostgreSQL's own error: SQLSTATE and message, and the constraint where it names one. */
export type DatabaseFailure = { code: string; message: string; constraint: string | null }

/** What PostgreSQL said, from an error of pg, of the adapter or of Prisma; null when it was none of its errors. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  for (let depth = 0, one = error; depth < 6 && isRecord(one); depth += 1) {
    const code = one.originalCode ?? one.code
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P[1-9]/.test(code)) {
      const message = String(one.originalMessage ?? one.message ?? '')
      return { code, message, constraint: constraintOf(one, message) }
    }
    one = isRecord(one.meta) && one.meta.driverAdapterError ? one.meta.driverAdapterError : one.cause
  }
  return null
}

/** The error a door throws for what happened inside: Refused or ClinicBusy where it is one, else the error itself. */
export function asOurs(error: unknown): unknown {
  const failure = databaseFailure(error)
  if (failure?.code === 'CW001' && isRefusal(failure.message)) return new Refused(failure.message, { cause: error })
  if (failure?.code === '55P03' || isPoolFull(error)) return new ClinicBusy({ cause: error })
  return error
}

export const isUniqueViolation = (error: unknown) => databaseFailure(error)?.code === '23505'
export const isForeignKeyViolation = (error: unknown) => databaseFailure(error)?.code === '23503'
export const isExclusionViolation = (error: unknown) => databaseFailure(error)?.code === '23P01'
export const isCheckViolation = (error: unknown) => databaseFailure(error)?.code === '23514'
export const isPermissionDenied = (error: unknown) => databaseFailure(error)?.code === '42501'

/** A serialization failure or a deadlock: nothing happened, and the same work may be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = databaseFailure(error)?.code
  return code === '40001' || code === '40P01' || prismaCode(error) === 'P2034'
}

/** The server is gone, going or not up yet: a 503, and the pools find it again by themselves. */
export function isUnreachable(error: unknown): boolean {
  const code = databaseFailure(error)?.code ?? ''
  if (/^(08...|57P0[1-3])$/.test(code)) return true
  for (let depth = 0, one = error; depth < 6 && isRecord(one); depth += 1) {
    if (lostConnection.test(`${String(one.code)} ${String(one.kind)} ${String(one.message)}`)) return true
    one = isRecord(one.meta) && one.meta.driverAdapterError ? one.meta.driverAdapterError : one.cause
  }
  return false
}

const lostConnection =
  /ECONNREFUSED|ECONNRESET|EPIPE|DatabaseNotReachable|ConnectionClosed|Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/

// Prisma waited for a connection while all of them waited for a lock: the same news for the person who asked.
function isPoolFull(error: unknown): boolean {
  return prismaCode(error) === 'P2028' && /start a transaction/.test(String((error as Error).message))
}

function prismaCode(error: unknown): unknown {
  return isRecord(error) ? error.code : undefined
}

function constraintOf(error: Record<string, unknown>, message: string): string | null {
  const { constraint } = error
  if (typeof constraint === 'string') return constraint
  if (isRecord(constraint) && typeof constraint.index === 'string') return constraint.index
  return message.match(/constraint "([^"]+)"/)?.[1] ?? null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
