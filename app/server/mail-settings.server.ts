/** Where mail goes out, in whose name, and where its link leads: read from the environment, refused when not understood. */
import { z } from 'zod'

export type MailServer = {
  host: string
  port: number
  /** TLS from the first byte (smtps:); else STARTTLS, without which nothing is sent, but on this machine itself. */
  isSecure: boolean
  isLoopback: boolean
  login: { user: string; password: string } | null
}

export type MailSettings = {
  /** Null: mail is kept until there is one. */
  server: MailServer | null
  from: string
  /** The address of the product as its members know it; null: mails have no link. */
  url: string | null
}

export const loopbackHosts = ['127.0.0.1', '::1', 'localhost']
const secureDefaultPort = 465
const submissionPort = 587

/** An address as SMTP takes it, without a name before it. */
function isMailAddress(text: string): boolean {
  return /^[^\s@<>",;:()[\]\\]+@[^\s@<>",;:()[\]\\]+$/.test(text) && text.length <= 254
}

const Server = z.string().transform((text, context): MailServer => {
  const url = URL.canParse(text) ? new URL(text) : null
  const isAlone = url !== null && ['', '/'].includes(url.pathname) && !url.search && !url.hash
  const login = url && loginOf(url)
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || !url.hostname || !isAlone || login === undefined) {
    // Without the value: it may hold a password.
    context.addIssue('is smtp://user:password@host:587 or smtps://host:465, and nothing behind it')
    return z.NEVER
  }
  const isSecure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    host,
    port: Number(url.port) || (isSecure ? secureDefaultPort : submissionPort),
    isSecure,
    isLoopback: loopbackHosts.includes(host),
    login,
  }
})

/** Null: none. Undefined: a sign is not spelled as an address has it. */
function loginOf({ username, password }: URL): MailServer['login'] | undefined {
  if (!username) return null
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  } catch {
    return undefined
  }
}

const Address = z.string().transform((text, context): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopbackHosts.includes(url.hostname))
  if (!url || !isSafe || url.pathname !== '/' || url.search || url.hash || url.username) {
    context.addIssue('is https:// with the host Clearway is reached at, and nothing behind it')
    return z.NEVER
  }
  return url.origin
})

const unsaid = (value: unknown) => (value === '' ? undefined : value)

/** The part of the environment that is about mail; the server reads it with its other settings at the start. */
export const MailEnvironment = z.object({
  CLEARWAY_SMTP_URL: z.preprocess(unsaid, Server.optional()),
  CLEARWAY_MAIL_FROM: z.preprocess(unsaid, z.string().refine(isMailAddress, 'is a mail address alone').optional()),
  CLEARWAY_URL: z.preprocess(unsaid, Address.optional()),
})

/** Throws an Error with a sentence where the environment is not understood, which a started server has ruled out. */
export function readMailSettings(env: Record<string, string | undefined> = process.env): MailSettings {
  const read = MailEnvironment.safeParse(env)
  if (!read.success) throw new Error('The settings of mail are not understood.')
  return mailSettingsOf(read.data)
}

export function mailSettingsOf(env: z.output<typeof MailEnvironment>): MailSettings {
  const { CLEARWAY_SMTP_URL: server, CLEARWAY_MAIL_FROM: from, CLEARWAY_URL: url } = env
  return { server: server ?? null, from: from ?? '', url: url ?? null }
}
