/** Mail from the outbox: sent once by any number of replicas, kept while no server takes it. */
import {
  type ClaimedMail,
  claimMails,
  listClinicsWithMail,
  markFailed,
  markSent,
  releaseMails,
} from '~/data/outbox.server'
import { listClinicsAwaitingResets, writeResetMails } from '~/data/passwords.server'
import { listUntoldClinics, writeWeeklyReviews } from '~/data/weekly-reviews.server'
import { ClinicBusy } from '~/database/refused.server'
import { minutesUntilRetry } from '~/domain/mail'
import { type MailSettings, readMailSettings } from '~/server/mail-settings.server'
import { mailText } from '~/ui/mail-words'
import { linkOf } from './mail-link.server'
import { isOfTheServer, mailErrorCode, type Sender, senderOver } from './mail-server.server'

/** `skipped`: members who are deactivated or have no address. `busy`: clinics left to the next run. */
export type MailRun = { sent: number; failed: number; skipped: number; busy: number }

/**
 * Sends what is due. Without a mail server it does nothing, and what is kept stays kept. A process that dies between
 * the server's 250 and the mark leaves a mail that is sent once more, under the same Message-ID.
 */
export async function sendOutbox(settings: MailSettings = readMailSettings()): Promise<MailRun> {
  const run: MailRun = { sent: 0, failed: 0, skipped: 0, busy: 0 }
  if (!settings.server) return run
  const send = senderOver(settings.server)
  for (const clinicId of await listClinicsAwaitingResets()) await unlessBusy(run, () => writeResetMails(clinicId))
  for (const clinicId of await listClinicsWithMail()) {
    const goOn = await unlessBusy(run, () => sendOfClinic(clinicId, { settings, send, run }))
    if (goOn === false) break
  }
  return run
}

async function unlessBusy<T>(run: MailRun, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ClinicBusy)) throw error
    run.busy += 1
    return null
  }
}

type Sending = { settings: MailSettings; send: Sender; run: MailRun }

/** False once the server itself cannot be used: the other mails would only wait for the same. */
async function sendOfClinic(clinicId: string, sending: Sending): Promise<boolean> {
  for (;;) {
    const { mails, skipped } = await claimMails(clinicId)
    sending.run.skipped += skipped
    if (mails.length === 0) return true
    for (const [place, mail] of mails.entries()) {
      if (await sendOne(clinicId, mail, sending)) continue
      await insist(() =>
        releaseMails(
          clinicId,
          mails.slice(place + 1).map(({ id }) => id),
        ),
      )
      return false
    }
  }
}

async function sendOne(clinicId: string, mail: ClaimedMail, { settings, send, run }: Sending): Promise<boolean> {
  try {
    await send({ id: mail.id, from: settings.from, to: mail.email, ...mailText(mail, linkOf(mail, settings.url)) })
  } catch (error) {
    const code = mailErrorCode(error)
    run.failed += 1
    await insist(() => markFailed(clinicId, mail.id, { code, minutes: minutesUntilRetry(mail.attempts + 1) }))
    return !isOfTheServer(code)
  }
  run.sent += 1
  await insist(() => markSent(clinicId, mail.id))
  return true
}

/** A mark that is not written is a mail sent again: a busy clinic is waited for longer than by anything else. */
async function insist(mark: () => Promise<void>): Promise<void> {
  for (let tries = 5; ; tries -= 1) {
    try {
      return await mark()
    } catch (error) {
      if (tries === 1 || !(error instanceof ClinicBusy)) throw error
    }
  }
}

/** Writes the week's mails of reviews due, and returns how many. `at` null: the database's own clock. */
export async function weeklyReviews(at: Date | null = null): Promise<number> {
  let written = 0
  for (const clinicId of await listUntoldClinics(at)) {
    try {
      written += await writeWeeklyReviews(clinicId, at)
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
    }
  }
  return written
}
