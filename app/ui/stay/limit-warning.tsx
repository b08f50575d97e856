/** Before a login is over: how long it has left, and what can be done about it. */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Button } from '../button'
import { SignOut } from '../sign-out'
import { coarseTime, exactTime } from './time-words'

type IdleWarningProps = { seconds: number; memberId: string; onStay: () => void }

export function IdleWarning({ seconds, memberId, onStay }: IdleWarningProps) {
  return (
    <Warning
      title="Are you still there?"
      seconds={seconds}
      onEscape={onStay}
      says={
        <>
          Nothing was done here for a while, so you are signed out in <Left seconds={seconds} />. What you typed stays
          on this page.
        </>
      }
    >
      <Button look="primary" onClick={onStay}>
        Stay signed in
      </Button>
      <SignOut memberId={memberId}>
        <button type="submit" className="button">
          Sign out now
        </button>
      </SignOut>
    </Warning>
  )
}

export function EndWarning({ seconds, onRead }: { seconds: number; onRead: () => void }) {
  return (
    <Warning
      title="Save what you are doing"
      seconds={seconds}
      onEscape={onRead}
      says={
        <>
          A login lasts twelve hours, and yours ends in <Left seconds={seconds} />. That cannot be put off: save now,
          then sign in again.
        </>
      }
    >
      <Button look="primary" onClick={onRead}>
        Go on and save
      </Button>
    </Warning>
  )
}

type WarningProps = { title: string; seconds: number; says: ReactNode; onEscape: () => void; children: ReactNode }

/** The browser gives the focus back to where it was once it closes. */
function Warning({ title, seconds, says, onEscape, children }: WarningProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog stay"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-says`}
      onCancel={(event) => {
        event.preventDefault()
        onEscape()
      }}
    >
      <div className="stack">
        <h2 id={`${id}-title`}>{title}</h2>
        <p id={`${id}-says`}>{says}</p>
        <p className="sr-only" aria-live="polite">
          {coarseTime(seconds)} left
        </p>
        <div className="button-row">{children}</div>
      </div>
    </dialog>
  )
}

function Left({ seconds }: { seconds: number }) {
  return <b className="tabular-nums whitespace-nowrap">{exactTime(seconds)}</b>
}
