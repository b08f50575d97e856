/** What is said of each thing that was done; fetched only where something was. */
import { Notice } from './notice'

const words = {
  cleared: 'Cleared. The program may start once its client has consented.',
  'cleared-with-limits': 'Cleared with your limits. Sessions are held to the lower of version and limit.',
  'changes-requested': 'Sent back with your reason. It returns here when it is submitted again.',
  declined: 'Declined, with your reason on record.',
  revoked: 'The clearance is revoked and the program stopped.',
  held: 'On hold. No session starts until the hold is lifted.',
  lifted: 'The hold is lifted.',
  completed: 'The program is completed.',
  stopped: 'The program is stopped.',
  consented: 'The consent is on record.',
  submitted: 'Submitted. It waits for a clinician now, and you may take it back until somebody decides.',
  'checked-in': 'The check-in is on record.',
  'absence-recorded': 'The absence is on record. Lists and red flags go by it on its days.',
  'absence-ended': 'The absence is ended. From today on, what is theirs comes to them again.',
  made: 'The template is made. Whoever raises a program in your clinic may start from it.',
  retired: 'The template is retired.',
  audited: 'The finding is on record, and stands on the proof.',
  'window-set': 'Saved. It holds for every program that runs.',
  reviewed: 'On record. Each goes on unchanged until its next review.',
  acknowledged: 'Your name and the time are on record. The flag stands until it is resolved.',
  'red-flag-seen': 'Your name and the time are on record. Every hold stays until it is lifted.',
  'red-flag-detail': 'Added to the red flag, with your name and the time.',
  'adverse-event': 'The adverse event is on record. Nothing was put on hold.',
  'after-effects': 'On record, and the clinician was told. Nothing was put on hold.',
  'floor-set': 'Saved. It holds from now on, for red flags that wait for an answer as well.',
  'clinic-set': 'Saved. Pages show it from their next one on.',
  'measuring-set': 'Saved. Every estimate is worked out by it from now on.',
  'clearance-set': 'Saved. It holds from now on.',
  'sign-in-set': 'Saved. It holds for everybody with their next page.',
  'mail-again': 'All kept mail is tried again with the next run, within minutes.',
  'factor-on': 'Your second factor is on. Have you not kept its recovery codes? Make new ones.',
  'factor-off': 'Your second factor is off. The password alone signs you in.',
  'factor-reset':
    'The second factor is reset, and every login of theirs is over. They were told in the inbox and by mail.',
  'formats-set': 'Saved. It holds from now on, wherever you sign in.',
  'password-changed': 'Your password is changed. Wherever else you were signed in, you are signed out.',
  'password-reset': 'Your new password is set. Sign in with it.',
  joined: 'You are in. Sign in with your email and the password you chose.',
  'clinic-made': 'Your clinic is made. Sign in with your email and the password you chose.',
  'login-ended': 'Signed out there. Whoever uses that browser next has to sign in.',
  'logins-ended': 'Signed out everywhere but here.',
  'member-name': 'Saved. Signatures of before keep the name they were signed with.',
  'member-roles': 'The roles are changed, from their next page on.',
  'member-licence': 'The licence is on record. What was signed before keeps the one it was signed with.',
  'member-credential': 'The credential is on record.',
  'member-deactivation': 'Deactivated. They are signed out everywhere.',
  'member-reactivation': 'Reactivated, with the roles they had. They sign in with their old password.',
  invited: 'Invited. They are a member once they have chosen a password.',
  uninvited: 'Taken back. Its link lets nobody in any more.',
  'retention-set': 'Saved. Records past that time are listed below; nothing is erased by itself.',
  erased: 'The record is erased. How many rows went stands below.',
  'emergency-open': 'Open to you for 60 minutes. The admins and the care team were told, with your reason on record.',
  'emergency-ended': 'The emergency access is ended. Nothing of that client is open to you any more.',
  'emergency-reviewed': 'What you found is on record, with your name and the time.',
  'care-teams-changed': 'The care teams are changed. Who is left with nobody stands below.',
  'handed-over': 'Handed over. Whoever received clients has a notice and a mail.',
  measured: 'The measurement is on record, and stands in its chart.',
  'put-right': 'Put right. The entry in error is struck through and stays to be read.',
  struck: 'Struck through. It counts nowhere and stays to be read.',
  'goal-set': 'The goal is set, and stands as a line in its chart.',
  'goal-taken-back': 'Taken back. It stays on record.',
  archived: 'Archived. Their record stays as it is, and anybody who serves them may bring them back.',
  restored: 'Back among your clients.',
  'report-signed': 'Signed. Download it, and send it to whom it is for.',
  withdrawn: 'Taken back. Nobody will decide on that version.',
} as const

export type Done = keyof typeof words

type Props = { done: string; isOfBefore: boolean }

export function DoneWords({ done, isOfBefore }: Props) {
  if (!isDone(done)) return null
  return (
    <div className="mb-4 screen-only" role="status">
      <Notice tone="ok" title={isOfBefore ? 'The one before' : undefined}>
        {words[done]}
      </Notice>
    </div>
  )
}

function isDone(word: string): word is Done {
  return Object.hasOwn(words, word)
}
