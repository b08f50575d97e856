/** Every way the product says no, as a word; the sentences stand in ui/refusals.ts, and SQL triggers raise the same words. */
export const refusals = [
  // Who is asking
  'no-clinic', // no clinic is set for this connection
  'not-your-role', // none of the member's roles may do this
  'not-in-care-team', // the trainer is not in this client's care team
  'member-deactivated', // the member was deactivated
  'not-a-clinician', // neither physical therapist nor doctor
  'role-not-held', // signed as a role the member does not hold
  'licence-missing', // a clinician without a licence on record
  'licence-expired', // the licence lapsed before this day
  'own-program', // the person raised, wrote or amended it, and so may not decide it
  'needs-doctor', // only a doctor may decide this
  'password-wrong', // the password given at signing did not match
  'code-missing', // a code of the second factor is due and none was given
  'code-wrong', // neither this moment's code, nor a recovery code that was not used
  'second-factor-missing', // the clinic demands a second factor of this role and the member has none
  'new-code-wrong', // not the code of the secret that is being set up
  'secret-too-old', // the page of a new secret was open for more than an hour
  'no-second-factor', // there is none to change or to take away
  'second-factor-demanded', // the clinic demands one of this role, so it is not turned off
  'own-second-factor', // an admin resets another's, never their own
  'no-reauthentication', // no fresh re-authentication for exactly this content to consume

  // A person's own account
  'time-zone-unknown', // not on PostgreSQL's list
  // The people of a clinic
  'last-admin', // the clinic would have no admin who can come in
  'own-roles', // an admin's own roles, licence and credential are granted by another admin, where there is one
  'own-deactivation', // nobody deactivates themselves
  'member-changed', // somebody else changed this member since the page was read
  'nothing-changed', // it stands like that already
  'name-missing', // nobody without a name
  'roles-missing', // nobody without a role
  'licence-needed', // a physical therapist or doctor has a licence on record
  'member-already', // the address is that of a member of this clinic
  'invited-already', // an invitation to this address is open
  'invitation-over', // it was taken, or taken back
  // Whose clients
  'teammate-unfit', // not an active member with a clinical role
  'client-yours-already', // they see this client without an emergency
  'emergency-reason-short', // an emergency without 10 characters of reason
  'emergency-client-unknown', // no client of the clinic has exactly these details
  'emergency-client-several', // more than one client has this family name and birth date
  'emergency-too-many-tries', // wrong 10 times within 15 minutes
  'emergency-access-over', // the hour is over, or it was ended before
  'own-emergency-access', // looked at by another admin than who opened it
  'hand-over-to-nobody', // nobody chosen to hand over to
  'heir-unfit', // does not hold the role in which the clients are served
  'hand-over-in-session', // a session they started runs now
  'nothing-to-hand-over', // they are in no care team

  // A version on its way
  'no-lines', // a version without a prescription
  'not-draft', // only a draft is submitted or edited
  'not-submitted', // only a submitted version is withdrawn or decided
  'already-decided', // a decision stands on this version
  'version-open', // another version of the program is being written or decided
  'declined-is-final', // the program was declined: copy it into a new one
  'nothing-to-amend', // no clearance in force that could be amended
  'why-missing', // a finding to justify without the trainer's why
  'stop-finding', // a finding of severity stop stands
  'not-a-step-down', // a step-down plans 2 or 3 sessions a week and none twice a day
  'extension-out-of-range', // an extension is 1 to 21 days

  // A template
  'template-of-draft', // a draft may still change, so no template is made of one
  'template-name-taken', // another template of the clinic has this name
  'template-retired', // the template was retired
  'template-not-yours', // retired by who made it, or by a clinician

  // A decision
  'content-changed', // what was read is not what is stored
  'screening-not-confirmed', // the signer did not confirm having read the screening
  'screening-replaced', // a newer screening was recorded than the one the signer read
  'findings-unanswered', // a finding to justify neither answered in writing nor cured by a limit
  'justification-missing', // a precaution or a relative contraindication needs a written reason
  'reason-missing', // changes requested, declined, revoked, held, stopped or extended without a reason
  'limits-missing', // cleared with limits, but none is set
  'limits-unexpected', // limits given with a decision that carries none
  'load-limit-without-effect', // a limit above the load of every line
  'pressure-limit-without-effect', // a limit above the pressure of every line
  'frequency-limit-without-effect', // a limit above the sessions a week that are asked for
  'review-by-out-of-range', // to be looked at again before today, or later than a year on
  'comments-unexpected', // comments on lines of a version that is not sent back

  // An audit of clearances
  'own-decision', // the person signed it, and so may not audit it
  'nothing-to-audit', // no clearance in the period
  'period-out-of-order', // ends before it begins, or in the future
  'note-missing', // a finding other than "in order" without a note

  // A clearance in force
  'not-cleared', // no clearance
  'clearance-expired', // not started within its validity
  'clearance-revoked', // the clearance was revoked
  'not-the-cleared-version', // another version than the one in force

  // The screening
  'screening-missing', // no confirmed screening
  'screening-stale', // older than the clinic allows
  'screening-outdated-by-event', // red flag, pregnancy, surgery or a clot since
  'screening-needs-clinician', // after a red flag a clinician screens
  'blood-pressure-missing', // both numbers, measured today
  'no-restriction', // prohibited with restriction; plain lines may go on
  'no-exercise', // prohibited altogether: refer to a doctor

  // A program and its sessions
  'limb-in-use', // another active BFR program of the client has this limb
  'program-not-active', // not started, on hold, completed or stopped
  'program-already-started', // started before
  'program-finished', // completed or stopped
  'on-hold', // a hold is open
  'in-breach', // high-frequency BFR past its window
  'no-consent', // no consent of the client to this program on record
  'guardian-missing', // under 18 without a guardian's consent
  'pressure-not-taken', // the screening asks for a blood pressure before each session, and none was taken today
  'lop-missing', // no valid LOP of this limb, cuff and position, and no fixed mmHg
  'test-not-cleared', // a maximal test that is no line of a cleared program, by somebody who is no clinician
  'exercise-not-trained', // repetitions at a load without a session of that day that has the exercise, by no clinician
  'test-too-early', // a maximal test before the day the restrictions name
  'two-sessions-a-day', // a third session on one day
  'session-running', // another session of the client is running
  'session-over', // the session was ended
  'line-not-in-version', // a set for a line the cleared version does not have
  'set-before-cuff-on', // a BFR set logged before the cuff went on
  'cuff-on-already', // another inflation of this limb in this session at that time
  'cuff-times-out-of-order', // on before its session, off before on, or on for more than 2 hours
  'week-needs-reason', // one more session in the week than cleared, without a reason
  'deviation-needs-reason', // beyond the cleared dose without a reason
  'outside-clearance-needs-reason', // a reported session outside clearance without a reason

  // Check-ins
  'check-in-not-due', // of a session nobody follows, or before its hour
  'check-in-answered', // answered for this hour already
  // Entries put right, deviations looked at
  'already-struck', // the entry was struck through before
  'undo-too-late', // an import is taken back whole within a day
  'import-running', // an import is taken back once it is stopped or through
  'entry-not-yours', // struck through by who wrote it down, or by a clinician of the care team
  'own-deviation', // the person logged the session or wrote the deviation down
  'more-to-review', // more went beyond since the page was made
  'nothing-to-review', // nothing beyond the cleared dose that nobody has looked at

  // Holds
  'not-on-hold', // nothing to lift
  'hold-by-red-flag', // a trainer does not lift a hold of a red flag
  'hold-by-screening', // a trainer does not lift a hold of a screening or of a noted event
  'hold-not-yours', // a trainer lifts only the holds they made
  'hold-needs-new-screening', // a screening taken after the hold comes first
  'hold-needs-assessment', // who assessed, when, with what result
  'clot-confirmed', // a clot was confirmed, and the program wears a cuff

  // After a red flag, and what is none
  'already-acknowledged', // this member has said that they saw it
  'details-missing', // nothing was written
  'after-effects-unnamed', // none of soreness, swelling, less range
  'after-effects-unexpected', // signs of after-effects given with another kind

  // The floor of a clinic
  'red-flag-escalation-out-of-range', // an unanswered red flag goes to everybody after 5 to 30 minutes
  'plate-step-out-of-range', // the smallest plate step is 100 g to 20 kg
  'lop-days-out-of-range', // an LOP counts for 1 to 14 days
  'emergency-number-missing', // no number to call in an emergency
  'on-call-number-missing', // no number of who is on call

  // The settings of a clinic
  'settings-changed', // somebody saved others since the page was opened
  'clinic-name-missing', // 1 to 200 signs
  'locale-unknown', // none of the ways of writing a clinic may choose
  'clearance-days-out-of-range', // a clearance waits for its first session for 1 to 30 days
  'screening-days-out-of-range', // a screening counts for 1 to 365 days
  'target-out-of-range', // a decision is due after 1 to 720 hours
  'idle-time-out-of-range', // a login goes idle after 1 to 60 minutes
  'own-second-factor-missing', // who demands a second factor has none

  // The window
  'window-not-past', // nothing to resolve yet
  'review-day-out-of-range', // the next review is 1 to 42 days on
  'review-by-itself', // with BFR, held, or not of standard outcome: not among many at once
  'window-out-of-range', // a clinic's window is 7 to 21 days
  'closing-out-of-range', // it closes from day 2 to 15
  'closing-after-the-end', // closing begins before the last day
  'escalation-out-of-range', // a breach is escalated after 1 to 3 days

  // Absences
  'absence-in-the-past', // an absence begins today or later
  'absence-out-of-range', // it ends before it begins, or is longer than 365 days
  'absence-overlaps', // another absence of theirs on some of these days
  'absence-over', // over, or ended before
  'delegate-unfit', // not another active trainer for a trainer, licensed clinician for a clinician, doctor for a doctor
  'delegate-away', // who is to stand in is away on some of these days

  // Records
  'recipient-missing', // an export that does not say to whom the record goes
  'summary-missing', // a report of progress without the clinician's own words
  'nothing-to-report', // nothing was measured in the period
  'report-changed', // what it would say is not what was read
  'client-erased', // the record of this client was erased
  'programs-not-over', // a program of the client is not completed or stopped
  'retention-out-of-range', // a record is kept 1 to 100 years
  'retention-not-decided', // the clinic has not said how long a record is kept
  'retention-not-over', // something happened in the record less long ago than it is kept
  'deceased', // the record says the person died
  'duplicate-client', // this client is here already
  'possible-duplicate', // somebody like this is here, and nobody said that this is somebody else
  'client-archived', // the client was put away: nothing is begun for them
  'client-not-archived', // not put away, or back already
  'program-not-over', // a program of the client is neither completed nor stopped
  'red-flag-unanswered', // nobody who may sign has answered a red flag of the client
  'list-begun', // the list is being brought in, or is through
  'file-not-understood', // nothing in the file could be read
  'unit-missing', // the file names no unit and none was chosen
  'import-not-confirmed', // nobody said that they looked at what stands out in a file
  'jump-not-confirmed', // a 1RM more than 20 % off the last one, not yet confirmed
  'goal-subject-unknown', // a goal of nothing this client is measured with, nor of the catalogue
  'goal-side-unfit', // a girth is of one limb
  'goal-out-of-scale', // outside the range of the questionnaire
  'goal-changed', // another goal was set since the page was read
  'goal-not-set', // there is none to take back
  'in-the-future', // something past, dated after now
  'time-not-now', // something happening now, dated otherwise
  'immutable', // written once, never changed
  'key-reused', // the same command key with another content
  'somebody-else-saving', // the clinic's lock was not free in time
] as const

export type Refusal = (typeof refusals)[number]

/** The answer of a rule that gives nothing but leave. */
export type Verdict = { ok: true } | { ok: false; why: Refusal }

/** Whether a word raised by the database is one of ours. */
export function isRefusal(word: string): word is Refusal {
  return refusals.some((refusal) => refusal === word)
}
