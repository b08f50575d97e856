/** One mail handed to the mail server, and what went wrong as a code: what the server wrote is kept nowhere. */
import { createTransport } from 'nodemailer'
import type { MailServer } from '~/server/mail-settings.server'

export type Letter = { id: string; from: string; to: string; subject: string; text: string }
export type Sender = (letter: Letter) => Promise<void>

/** Sends over this server, a connection a mail; resolves once the server took it, with every step bound in time. */
export function senderOver({ host, port, isSecure, isLoopback, login }: MailServer): Sender {
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    // On this machine nobody listens in between; anywhere else nothing is said before TLS.
    requireTLS: !isLoopback,
    ignoreTLS: isLoopback && !isSecure,
    tls: { minVersion: 'TLSv1.2' },
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    dnsTimeout: 5_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ id, from, to, subject, text }) => {
    await transport.sendMail({
      messageId: `<${id}@${from.split('@').at(-1)}>`,
      from: { name: 'Clearway', address: from },
      to: { name: '', address: to },
      envelope: { from, to: [to] },
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
}

const codes: Record<string, string> = {
  ETIMEDOUT: 'timeout',
  ECONNECTION: 'no-connection',
  ESOCKET: 'no-connection',
  EDNS: 'no-connection',
  ETLS: 'no-tls',
  EREQUIRETLS: 'no-tls',
  EAUTH: 'login-refused',
  ENOAUTH: 'login-refused',
}
const ofTheServer = new Set(Object.values(codes))

/** `smtp-550` where the server answered, else what kind of failure it was. */
export function mailErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown }
  const known = codes[String(code)]
  if (known) return known
  const isAnswer = typeof responseCode === 'number' && responseCode >= 400 && responseCode <= 599
  return isAnswer ? `smtp-${responseCode}` : 'unknown'
}

/** Whether the next mail would meet the same: no server there, or none that lets us in. */
export function isOfTheServer(code: string): boolean {
  return ofTheServer.has(code) || code === 'smtp-421'
}
