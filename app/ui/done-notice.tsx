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
  audited: 'The finding is on record, and stands on the proof.',
  withdrawn: 'Taken back. Nobody will decide on that version.',
} as const

export type Done = keyof typeof words

export function DoneNotice() {
  const [params] = useSearchParams()
  const done = params.get('done') ?? ''
  if (!isDone(done)) return null
  return (
    <div className="mb-4 screen-only" role="status">
      <Notice tone="ok">{words[done]}</Notice>
    </div>
  )
}

function isDone(word: string): word is Done {
  return Object.hasOwn(words, word)
}
