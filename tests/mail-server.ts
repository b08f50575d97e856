/** A mail server on the loopback, as real as one gets: it keeps what it took, and answers as a test wants it to. */
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type TakenMail = { to: string[]; messageId: string; subject: string; raw: string }

/** `refuse` and `afterMail`: what happens at RCPT, and between the taking of a mail and the server's 250. */
type Behaviour = { refuse?: (to: string) => number | null; afterMail?: () => Promise<void>; port?: number }

export type MailServer = {
  port: number
  taken: TakenMail[]
  behave: (behaviour: Behaviour) => void
  close: () => Promise<void>
}

export async function startMailServer(first: Behaviour = {}): Promise<MailServer> {
  let behaviour = first
  const taken: TakenMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo({ address }, _session, callback) {
      const code = behaviour.refuse?.(address)
      if (!code) return callback()
      // What a server says is never to be kept: it may name whom it likes.
      callback(Object.assign(new Error(`No ${address} here, says Canarywell`), { responseCode: code }))
    },
    async onData(stream, session, callback) {
      const raw = await text(stream)
      const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? ''
      const to = session.envelope.rcptTo.map(({ address }) => address)
      taken.push({ to, messageId: header('Message-ID'), subject: header('Subject'), raw })
      await behaviour.afterMail?.()
      callback()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(first.port ?? 0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    behave: (next) => {
      behaviour = next
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
