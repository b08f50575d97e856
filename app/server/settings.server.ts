/** What the environment decides about the server, read once at the start and refused when it is not understood. */
import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { usableMemory } from '~/database/memory.server'
import type { InstallationKind } from '~/data/installation.server'
import { loopbackHosts, MailEnvironment, type MailSettings, mailSettingsOf } from './mail-settings.server'

const kinds = ['real', 'demo', 'test'] as const satisfies InstallationKind[]

export type Settings = {
  /** What it serves; the database must be of the same kind. */
  kind: InstallationKind
  host: string
  port: number
  /** How many processes serve the pages. */
  processes: number
  /** How many proxies, or which addresses, stand before the server; false: nobody's word about a client is taken. */
  trustProxy: false | number | string[]
  /** Whoever brings it may read the metrics; null: this machine alone. */
  metricsToken: string | null
  /** From how many milliseconds on a statement is written down; 0: never. */
  slowStatementMs: number
  /** What the database keeps sealed opens with it; null: one is made and kept in the data folder. */
  sealKey: string | null
  mail: MailSettings
}

/** Each takes up to 21 connections, and the embedded PostgreSQL has a hundred. */
const mostByItself = 4

/** As many as there are cores, while each has a gibibyte of `memory` (bytes) to share with PostgreSQL; at least one, at most four. */
export function processesFor(cores: number, memory: number): number {
  return Math.max(1, Math.min(cores, mostByItself, Math.floor(memory / 2 ** 30)))
}

const namedRanges = ['loopback', 'linklocal', 'uniquelocal']

function isProxyAddress(address: string): boolean {
  const [ip = '', bits, ...rest] = address.split('/')
  return (
    namedRanges.includes(address) || (isIP(ip) > 0 && (bits === undefined || /^\d{1,3}$/.test(bits)) && !rest.length)
  )
}

const TrustProxy = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .refine(
    (parts) => /^(false|\d)?$/.test(parts.join()) || parts.every(isProxyAddress),
    'is false, a number of proxies, or their addresses with commas between; never "true", which would trust anybody',
  )
  .transform((parts): Settings['trustProxy'] => {
    const [first = ''] = parts
    if (first === '' || first === 'false' || first === '0') return false
    return /^\d$/.test(first) ? Number(first) : parts
  })

const Environment = z
  .object({
    CLEARWAY_KIND: z.enum(kinds, 'is real, demo or test').default('real'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number('is a number').int('is a whole number').min(0).max(65_535, 'is at most 65535').default(3000),
    CLEARWAY_PROCESSES: z.coerce
      .number('is a number')
      .int('is a whole number')
      .min(1)
      .max(64, 'is at most 64')
      .default(() => processesFor(availableParallelism(), usableMemory())),
    CLEARWAY_TRUST_PROXY: TrustProxy.default(false),
    CLEARWAY_METRICS_TOKEN: z
      .string()
      .regex(/^([\x21-\x7e]{20,200})?$/, 'is 20 to 200 characters without spaces')
      .default(''),
    CLEARWAY_SLOW_STATEMENT_MS: z.coerce.number('is a number').int('is a whole number').min(0).max(60_000).default(500),
    CLEARWAY_SEAL_KEY: z
      .string()
      .regex(/^([\x21-\x7e]{32,200})?$/, 'is 32 to 200 characters without spaces')
      .default(''),
    ...MailEnvironment.shape,
  })
  .refine((env) => env.CLEARWAY_KIND !== 'demo' || loopbackHosts.includes(env.HOST), {
    path: ['HOST'],
    error: 'is a loopback address in the demo (127.0.0.1), because its passwords are known to everybody',
  })
  .refine((env) => !env.CLEARWAY_SMTP_URL || env.CLEARWAY_MAIL_FROM, {
    path: ['CLEARWAY_MAIL_FROM'],
    error: 'is needed where CLEARWAY_SMTP_URL is set: the address mail is sent from',
  })
  .refine((env) => env.CLEARWAY_KIND !== 'demo' || (env.CLEARWAY_SMTP_URL?.isLoopback ?? true), {
    path: ['CLEARWAY_SMTP_URL'],
    error: 'is on this machine in the demo, because nothing of made-up people goes out of it',
  })

/** A sentence for who starts one of several servers, which must seal alike; null where there is nothing to say. */
export function sealKeyAdvice({ sealKey }: Settings, env: Record<string, string | undefined> = process.env) {
  if (sealKey || !env.DATABASE_URL) return null
  return 'CLEARWAY_SEAL_KEY is not set, so this server seals with a key it made for itself. Every other server on this database needs the same: with another one, codes of second factors are wrong and links in mails open nothing.'
}

/** Throws an Error whose message is a sentence for the person who starts the server. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const read = Environment.safeParse(env)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The settings are not understood: ${faults.join('; ')}.`)
  }
  const { CLEARWAY_KIND: kind, HOST: host, PORT: port, CLEARWAY_TRUST_PROXY: trustProxy } = read.data
  const processes = read.data.CLEARWAY_PROCESSES
  const metricsToken = read.data.CLEARWAY_METRICS_TOKEN || null
  const slowStatementMs = read.data.CLEARWAY_SLOW_STATEMENT_MS
  const sealKey = read.data.CLEARWAY_SEAL_KEY || null
  return {
    kind,
    host,
    port,
    processes,
    trustProxy,
    metricsToken,
    slowStatementMs,
    sealKey,
    mail: mailSettingsOf(read.data),
  }
}
