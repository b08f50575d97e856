/** A quiet word about what was just done, after the page it was done on is left: `?done=cleared`. */
import { useSearchParams } from '@remix-run/react'
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
  'mail-again': 'All kept mail is tried again with the next run, within minutes.',
  archived: 'Archived. Their record stays as it is, and anybody who serves them may bring them back.',
  restored: 'Back among your clients.',
  withdrawn: 'Taken back. Nobody will decide on that version.',
} as const

export type Done = keyof typeof words

/** `isOfBefore`: it was done on what one came from, not on what this page shows. */
export function DoneNotice({ isOfBefore = false }: { isOfBefore?: boolean }) {
  const [params] = useSearchParams()
  const done = params.get('done') ?? ''
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
