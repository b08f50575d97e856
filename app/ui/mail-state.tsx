/** Mail on its page: whether it goes out, what is kept, and what the server said by its code alone. */
import { Form } from '@remix-run/react'
import type { MailKind } from '~/domain/mail'
import { Card } from './card'
import { Empty } from './empty'
import { CommandKey } from './form'
import { type ClinicFormat, formatInstant } from './format'
import { KeyValue } from './key-value'
import { Notice } from './notice'
import { LookBadge, type StatusLook } from './status-badge'
import { SubmitButton } from './submit-button'
import { type Column, DataTable } from './table'

type Moment = Date | string

export type MailStateShown = {
  unsent: number
  oldestAt: Moment | null
  lastError: string | null
  lastTriedAt: Moment | null
  lastSentAt: Moment | null
}

type StateProps = {
  state: MailStateShown
  /** There is a mail server in the settings of this installation. */
  isConfigured: boolean
  format: ClinicFormat
  commandKey: string
}

const manyMails = 1000

export function MailState({ state, isConfigured, format, commandKey }: StateProps) {
  const { unsent, oldestAt, lastError, lastTriedAt, lastSentAt } = state
  const when = (at: Moment | null) => (at === null ? 'never' : formatInstant(at, format))
  const facts = [
    { term: 'Mail server', value: isConfigured ? 'set' : 'none' },
    { term: 'Not sent', value: unsent === manyMails ? `${manyMails} or more` : String(unsent) },
    ...(oldestAt === null ? [] : [{ term: 'Oldest, of', value: when(oldestAt) }]),
    ...(lastError === null ? [] : [{ term: 'Last failure', value: `${errorWords(lastError)}, ${when(lastTriedAt)}` }]),
    { term: 'Last sent', value: when(lastSentAt) },
  ]
  const canRetry = isConfigured && unsent > 0
  return (
    <Card title="Does mail go out?" actions={canRetry ? <SendAgain commandKey={commandKey} /> : null}>
      <div className="grid gap-4">
        <Verdict isConfigured={isConfigured} unsent={unsent} lastError={lastError} />
        <KeyValue facts={facts} />
      </div>
    </Card>
  )
}

function Verdict({
  isConfigured,
  unsent,
  lastError,
}: { isConfigured: boolean } & Pick<MailStateShown, 'unsent' | 'lastError'>) {
  if (!isConfigured) {
    return (
      <Notice tone="wait" title="No mail server is set">
        Nothing is lost: every mail is kept here and goes out once there is one. Everybody has the same in their inbox.
      </Notice>
    )
  }
  if (unsent === 0) return <Notice tone="ok">Nothing is kept: all mail went out.</Notice>
  if (lastError === null) return <Notice>Mail is on its way.</Notice>
  return (
    <Notice tone="wait" title="Some mail was not taken">
      It is tried again by itself, at first after a minute and at last once a day, and never given up.
    </Notice>
  )
}

function SendAgain({ commandKey }: { commandKey: string }) {
  return (
    <Form method="post">
      <CommandKey value={commandKey} />
      <SubmitButton size="small" pendingLabel="Asking …">
        Send again now
      </SubmitButton>
    </Form>
  )
}

const errors: Record<string, string> = {
  timeout: 'the server did not answer in time',
  'no-connection': 'the server could not be reached',
  'no-tls': 'the server offers no safe connection',
  'login-refused': 'the server refused the login',
  unknown: 'something unexpected',
}

/** A code as words; an answer of the server keeps its number: "answered 550". */
function errorWords(code: string): string {
  return errors[code] ?? `the server answered ${code.replace('smtp-', '')}`
}

const kindWords: Record<MailKind, string> = {
  'window-closing': 'Rehab window closing',
  'window-breach': 'Rehab window past its limit',
  'window-escalation': 'Breach unresolved',
  'reviews-weekly': 'Reviews due, weekly',
  'red-flag': 'Red flag',
  'red-flag-escalation': 'Red flag unanswered',
  'second-factor-changed': 'Second factor changed',
  'second-factor-reset': 'Second factor reset',
  'password-reset': 'A new password',
  'password-changed': 'Password changed',
  invitation: 'Invitation',
  'licence-lapsing': 'Licence about to lapse',
  'credential-lapsing': 'BFR credential about to lapse',
  'emergency-access': 'Emergency access',
  'clients-handed-over': 'Clients handed over',
}

export type KeptMailShown = {
  id: string
  memberName: string
  kind: MailKind
  at: Moment
  attempts: number
  lastError: string | null
  nextAttemptAt: Moment | null
  skippedWhy: 'deactivated' | 'no-address' | null
}

const skipped: Record<'deactivated' | 'no-address', string> = {
  deactivated: 'their account is deactivated',
  'no-address': 'they have no mail address',
}

function lookOf({ skippedWhy, lastError }: KeptMailShown): StatusLook {
  if (skippedWhy) return { tone: 'off', icon: 'dash', word: 'Never sent' }
  return lastError
    ? { tone: 'justify', icon: 'triangle', word: 'Not taken' }
    : { tone: 'wait', icon: 'hourglass', word: 'Kept' }
}

function standing(mail: KeptMailShown, format: ClinicFormat, isConfigured: boolean): string | null {
  if (mail.skippedWhy) return skipped[mail.skippedWhy]
  const next =
    isConfigured && mail.nextAttemptAt !== null ? `next try ${formatInstant(mail.nextAttemptAt, format)}` : null
  const parts = [mail.lastError === null ? null : errorWords(mail.lastError), next]
  return parts.filter((part) => part !== null).join('; ') || null
}

type KeptProps = { mails: readonly KeptMailShown[]; isConfigured: boolean; format: ClinicFormat }

export function KeptMails({ mails, isConfigured, format }: KeptProps) {
  const columns: Column<KeptMailShown>[] = [
    { id: 'who', header: 'To', bare: true, render: ({ memberName }) => <b>{memberName}</b> },
    { id: 'kind', header: 'About', render: ({ kind }) => kindWords[kind] },
    { id: 'at', header: 'Of', render: ({ at }) => formatInstant(at, format) },
    { id: 'attempts', header: 'Tries', align: 'end', render: ({ attempts }) => attempts },
    {
      id: 'stands',
      header: 'Stands',
      bare: true,
      render: (mail) => <LookBadge look={lookOf(mail)} />,
      sub: (mail) => standing(mail, format, isConfigured),
    },
  ]
  return (
    <DataTable
      caption="Mail that was not sent, the newest first"
      showCaption
      columns={columns}
      rows={mails}
      rowKey={({ id }) => id}
      empty={
        <Empty
          title="No mail is kept"
          says="Mail of breaches and closing rehab windows stands here until it is sent."
        />
      }
    />
  )
}
