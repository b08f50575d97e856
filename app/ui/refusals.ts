/** Every refusal as a sentence that says what to do next; a new refusal does not compile without its own. */
import type { Refusal } from '~/domain/refusal'
import { peopleRefusals } from './people-refusals'

export const refusalSentences: Record<Refusal, string> = {
  // Who is asking
  'no-clinic': 'No clinic is chosen for this login. Sign out and sign in again.',
  'not-your-role': 'Your role does not include this. Ask somebody in your clinic whose role does.',
  'not-in-care-team': 'You are not in this client’s care team. Ask a clinician or the clinic admin to add you.',
  'member-deactivated': 'This account was deactivated. Ask the clinic admin if that is a mistake.',
  'not-a-clinician': 'Only a physical therapist or a doctor may do this. Ask one in your clinic.',
  'role-not-held': 'You do not hold the role this would be signed as. Load the page again and sign as yourself.',
  'licence-missing':
    'You have no licence on record, so you cannot sign. Ask the clinic admin to enter its number and dates.',
  'licence-expired':
    'Your licence on record has expired, so you cannot sign. Once it is renewed, the clinic admin can enter the new date.',
  'own-program':
    'You raised, wrote or amended this program, so another clinician must decide it. It stays in their list.',
  'needs-doctor': 'Only a doctor may decide this. It stands in the doctors’ list already.',
  'password-wrong': 'That password is not right. Type it again.',
  'code-missing': 'Type the code your authenticator shows now, or one of your recovery codes.',
  'code-wrong':
    'That code is not right, or was used before. Wait for the next one your authenticator shows, or use a recovery code.',
  'second-factor-missing':
    'Your clinic asks for a second factor. Set one up on your account page, then sign once more.',
  'new-code-wrong':
    'That is not the code of this secret now. Check that the clock of your phone is right, and type the code it shows.',
  'secret-too-old': 'This page was open for too long. Scan the new picture, and type the code of that one.',
  'no-second-factor': 'There is no second factor on this account.',
  'second-factor-demanded': 'Your clinic asks for a second factor of your role. You may set up another one instead.',
  'own-second-factor':
    'You cannot reset your own. Use a recovery code and set up another one on your account page, or ask another admin.',
  'no-reauthentication': 'The confirmation of your password ran out. Type your password again and sign once more.',

  ...peopleRefusals,

  // A version on its way
  'no-lines': 'The program has no exercise yet. Add at least one line.',
  'not-draft': 'This version was submitted already and cannot be edited. Amend the program to change it.',
  'not-submitted': 'This version does not wait for a decision, so there is nothing to decide or withdraw.',
  'already-decided': 'Somebody has decided this already. Read their decision before you go on.',
  'version-open': 'Another version of this program is being written or decided. Finish or withdraw that one first.',
  'declined-is-final': 'This program was declined, and that is final. Copy it into a new program to try again.',
  'nothing-to-amend': 'There is no clearance in force to amend. Edit and submit the draft, or raise a new program.',
  'why-missing': 'A value lies outside its rule. Write why beside each one marked “to justify”.',
  'stop-finding': 'A value breaks a rule that stops a program. Change the lines marked “stop”, then submit again.',
  'not-a-step-down': 'A step-down plans 2 or 3 sessions a week and never two on one day. Change the schedule.',
  'extension-out-of-range': 'An extension is between 1 and 21 days. Enter a number in that range.',

  // A template
  'template-of-draft': 'A draft may still change. Submit it first, then make a template of what was submitted.',
  'template-name-taken': 'Your clinic has a template of this name. Give this one another name, or retire that one.',
  'template-retired': 'This template was retired already. Nothing more is to be done.',
  'template-not-yours': 'Somebody else made this template. Ask them, or a clinician, to retire it.',

  // A decision
  'content-changed': 'This version is not the one you read any more. Load the page again and read it before you sign.',
  'screening-not-confirmed': 'Confirm that you have read the screening, then sign.',
  'screening-replaced':
    'A newer screening was recorded since you opened this page. Read it, then confirm that you did.',
  'findings-unanswered': 'Answer each value marked “to justify” in writing, or set a limit that cures it.',
  'justification-missing':
    'The screening found a precaution or a relative contraindication. Write why the program may go on all the same.',
  'reason-missing': 'Write a reason. It is kept with your name.',
  'limits-missing': 'Set at least one limit, or clear the program as asked.',
  'limits-unexpected': 'Limits go with “Clear with limits”. Choose that, or take the limits out.',
  'load-limit-without-effect':
    'No line asks for as much load, so this limits nothing. Set a lower one, or leave it out.',
  'pressure-limit-without-effect':
    'No line asks for as much pressure, so this limits nothing. Set a lower one, or leave it out.',
  'frequency-limit-without-effect':
    'Fewer sessions a week are asked for, so this limits nothing. Set a lower one, or leave it out.',
  'review-by-out-of-range': 'Choose a day from today to a year from now.',
  'comments-unexpected':
    'Comments on lines go back with “Ask for changes” or “Decline”. Choose one of those, or take the comments out.',

  // An audit of clearances
  'own-decision': 'You signed this decision yourself, so another admin must audit it.',
  'nothing-to-audit': 'Nothing was cleared in these days. Choose a longer period.',
  'period-out-of-order': 'The period must end on or after the day it begins, and not in the future.',
  'note-missing': 'Write what the question is, or what is not in order. It is kept with your name.',

  // A clearance in force
  'not-cleared': 'This program is not cleared. A physical therapist or doctor must clear it first.',
  'clearance-expired': 'The clearance ran out before the program was started. Submit it again for a new one.',
  'clearance-revoked': 'The clearance was revoked, and the program is stopped. Raise a new program to go on.',
  'not-the-cleared-version': 'Another version than the cleared one. Load the page again and work from the cleared one.',

  // The screening
  'screening-missing': 'There is no confirmed screening of this client. Record one first.',
  'screening-stale': 'The screening is too old by your clinic’s rule. Record a new one.',
  'screening-outdated-by-event':
    'Something happened since the screening: a red flag, pregnancy, surgery or a clot. Record a new screening first.',
  'screening-needs-clinician': 'After a red flag a clinician does the screening. Ask a physical therapist or a doctor.',
  'blood-pressure-missing': 'Measure the blood pressure today and enter both numbers.',
  'no-restriction':
    'The screening rules restriction training out. Raise the program without a cuff; the screening says why.',
  'no-exercise':
    'The screening, or a blood pressure at a stop value, rules out exercise of any kind today. Refer the client to a doctor.',

  // A program and its sessions
  'limb-in-use': 'Another BFR program of this client is active on the same limb. Complete or stop that one first.',
  'program-not-active': 'This program is not running: it was not started, is on hold, or is over.',
  'program-already-started': 'This program was started before. Open it to see its sessions.',
  'program-finished': 'This program is over. Copy it into a new one to go on.',
  'on-hold': 'This program is on hold. The hold must be lifted before anything starts.',
  'in-breach':
    'The three weeks of frequent BFR are over. Do the lines without a cuff, or ask for a step-down or an extension.',
  'no-consent': 'The client’s consent to this program is not on record. Record who explained it, and when.',
  'guardian-missing': 'The client is under 18. Record a guardian’s consent as well.',
  'pressure-not-taken':
    'The screening asks for a blood pressure before each session, and none was taken today. Take it, then start.',
  'lop-missing': 'No valid limb occlusion pressure (LOP) of this limb, cuff and position. Measure it now, then start.',
  'test-too-early': 'The restrictions of this program allow no maximal test yet. Look at the date on the program.',
  'test-not-cleared':
    'A maximal test needs a clearance that names it and its limb, or a clinician to do it. Add it as a line of the program.',
  'exercise-not-trained':
    'No session of that day has this exercise in its program. Record it after one that has, or ask a clinician to.',
  'two-sessions-a-day': 'Two sessions are on record for this day already. A third one is not allowed.',
  'session-running': 'A session of this client is running. End it before another one starts.',
  'session-over': 'This session was ended. Report what is missing as a session that took place.',
  'line-not-in-version': 'This exercise is not in the cleared version. Log it under one of its lines.',
  'set-before-cuff-on': 'Press “Cuff is on” before you log a set with restriction, or type for how long it was on.',
  'cuff-on-already': 'The cuff was on this limb at that time already. Enter the times as they were.',
  'cuff-times-out-of-order':
    'The cuff goes on during the session, and off after that within 2 hours. Enter the times as they were.',
  'week-needs-reason': 'This is one more session in the week than cleared. It may start: write why.',
  'deviation-needs-reason': 'This goes beyond the cleared dose. It can be logged: write what happened.',
  'outside-clearance-needs-reason':
    'This session took place outside the clearance. It can be reported: write the reason.',

  // Check-ins
  'check-in-not-due': 'No check-in of this session is due now.',
  'check-in-answered': 'Somebody answered this check-in already. Its answer stands on the client’s page.',
  // Entries put right, deviations looked at
  'already-struck': 'This entry was struck through already. What replaced it stands beside it.',
  'undo-too-late':
    'A file can be taken back whole within a day of its import. After that, put right what is wrong entry by entry.',
  'import-running': 'This file is still being brought in. Stop it first, then take back what came in.',
  'entry-not-yours': 'Somebody else wrote this down. Ask them, or a clinician of the care team, to put it right.',
  'own-deviation': 'You wrote this down yourself, so another clinician must look at it.',
  'more-to-review': 'More went beyond while you were looking. It stands above now: look at it and say so again.',
  'nothing-to-review': 'A clinician has looked at everything that went beyond in this session.',

  // Holds
  'not-on-hold': 'This program is not on hold, so there is nothing to lift.',
  'hold-by-red-flag': 'A red flag put this on hold. Only a clinician may lift it.',
  'hold-by-screening': 'A screening or an event put this on hold. Only a clinician may lift it.',
  'hold-not-yours': 'Somebody else put this on hold. They or a clinician may lift it.',
  'hold-needs-new-screening': 'Record a new screening first: the one on record is from before the hold.',
  'hold-needs-assessment': 'Name the medical assessment: who made it, when, and its result.',
  'clot-confirmed':
    'A confirmed clot rules out restriction for good, so this program cannot go on. Note the clot, then stop the program.',

  // After a red flag, and what is none
  'already-acknowledged': 'You have said that you saw it. Your name and the time are on record.',
  'details-missing': 'Write what you saw or heard.',
  'after-effects-unnamed': 'Tick at least one: soreness, swelling or less range.',
  'after-effects-unexpected': 'Soreness, swelling and less range belong to “afterwards”. Choose that, or untick them.',

  // The floor of a clinic
  'red-flag-escalation-out-of-range':
    'An unanswered red flag goes to everybody after 5 to 30 minutes. A clinic may be quicker than 30, never slower.',
  'plate-step-out-of-range': 'The smallest step is between 0.1 and 20 kg.',
  'lop-days-out-of-range': 'An LOP counts for 1 to 14 days. A clinic may ask for a newer one, never an older one.',
  'emergency-number-missing': 'Enter the number to call in an emergency. It stands on every red flag.',
  'on-call-number-missing': 'Enter the number of who is on call. It stands on every red flag.',

  // The settings of a clinic
  'settings-changed': 'Somebody changed these settings while you were here. Read what they saved, then save yours.',
  'clinic-name-missing': 'Type the name of the clinic, in at most 200 characters.',
  'time-zone-unknown': 'That time zone is not known here. Choose one of the list.',
  'locale-unknown': 'Choose one of the list.',
  'clearance-days-out-of-range':
    'A clearance waits 1 to 30 days for its first session. A clinic may make it shorter, never longer than 30.',
  'screening-days-out-of-range': 'A screening counts for 1 to 365 days. Choose a number in that range.',
  'target-out-of-range': 'A decision is due after 1 to 720 hours. Choose a number in that range.',
  'idle-time-out-of-range': 'A login goes idle after 1 to 60 minutes. A clinic may make it shorter, never longer.',
  'own-second-factor-missing': 'Set up your own second factor first, or your next page would lock you out.',

  // The window
  'window-not-past': 'The rehab window is not over, so there is nothing to resolve yet.',
  'review-day-out-of-range': 'The next review is 1 to 42 days from now. Choose a day in that range.',
  'review-by-itself':
    'Only plain programs of standard outcome that are not on hold go through together. Open this one by itself.',
  'window-out-of-range':
    'A window is 7 to 21 days. The literature ends at three weeks, so a clinic may shorten it and never lengthen it.',
  'closing-out-of-range': 'Closing begins on day 2 to 15. A clinic may warn earlier than day 15, never later.',
  'closing-after-the-end': 'Closing begins before the last day of the window. Choose an earlier day.',
  'escalation-out-of-range':
    'A breach goes to the admins after 1 to 3 days. A clinic may tell them earlier than the third day, never later.',

  // Absences
  'absence-in-the-past': 'An absence begins today or later. Choose a first day that is not over.',
  'absence-out-of-range':
    'The last day comes on or after the first, and 365 days are the most. Choose another last day.',
  'absence-overlaps': 'Another absence lies on some of these days. Choose other days, or end that one first.',
  'absence-over': 'This absence is over, or was ended before. Nothing is left to end.',
  'delegate-unfit':
    'For a trainer another active trainer stands in; for a clinician one with a valid licence; for a doctor, a doctor. Choose one, or nobody.',
  'delegate-away': 'That colleague is away on some of these days. Choose somebody who is there, or nobody.',

  // Records
  'recipient-missing': 'Say to whom it goes.',
  'summary-missing': 'Write your own summary: what these numbers mean, and what you ask of whoever reads it.',
  'nothing-to-report': 'Nothing was measured in this time. Choose a longer one, or measure first.',
  'report-changed': 'Something was recorded since you read this. Below is what it says now: read it, then sign.',
  'client-erased': 'The record of this client was erased. Nothing can be added to it or taken from it.',
  'programs-not-over':
    'A program of this client is not over. Complete or stop it first; then the record may be erased.',
  'retention-out-of-range': 'A record is kept for 1 to 100 whole years after the last activity.',
  'retention-not-decided':
    'Your clinic has not decided how long a record is kept. Decide it first, or erase because the client demands it.',
  'retention-not-over': 'Something happened in this record less long ago than your clinic keeps one.',
  deceased: 'This record says that the person has died, so it is not imported.',
  'duplicate-client':
    'A client with these details, or with this record number, is in your clinic already. Look them up first.',
  'possible-duplicate': 'Somebody like this is here already. Look whether it is them before you add anybody.',
  'client-archived': 'This client is archived, so nothing is begun for them. Restore them first.',
  'client-not-archived': 'This client is not archived, or somebody restored them just now.',
  'program-not-over': 'A program of this client is not over. Complete or stop it first.',
  'red-flag-unanswered': 'Nobody has answered a red flag of this client yet. That comes first.',
  'list-begun': 'This list is being brought in already, or is through. Its page shows how far it is.',
  'file-not-understood': 'Nothing in this file could be read. Check that it is the right file and format.',
  'unit-missing': 'The file does not say whether loads are kg or lb. Choose the unit and import again.',
  'import-not-confirmed': 'Something in this file stands out. Look at it, and tick below it that you did.',
  'jump-not-confirmed':
    'This 1RM is more than 20 % off the last one. Check the number, then say below that it is right.',
  'goal-subject-unknown':
    'Choose one of the list. What is not on it has to be measured once before it can be aimed at.',
  'goal-side-unfit': 'A girth is that of one limb. Choose left or right.',
  'goal-out-of-scale': 'That is outside the range of this questionnaire. Enter a number within it.',
  'goal-changed':
    'Somebody set another goal for this since you opened the page. Read it below, then save yours over it.',
  'goal-not-set': 'This goal does not hold any more: another was set, or it was taken back.',
  'in-the-future': 'This lies in the future. Enter the day and time at which it took place.',
  'time-not-now': 'The time is more than 5 minutes off. If it took place earlier, report it as past.',
  immutable: 'What was signed or recorded is never changed. Record a correction instead.',
  'key-reused': 'This form was sent before with other content. Load the page again and send it once more.',
  'somebody-else-saving': 'Somebody else is saving in your clinic right now. Wait a moment and try again.',
}

/** The sentence of a refusal, as actions and error pages say it. */
export function sentenceOf(refusal: Refusal): string {
  return refusalSentences[refusal]
}
