/**
 * Over a page whose login is over: nothing of it is to be seen, read out, printed or touched, and it stays as it is for
 * the same person to go on with. While it stands, everything beside it is hidden (stay.css) and inert.
 */
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import { BrandSign } from '../brand'
import { useLoaded } from '../use-loaded'
import { loginPath } from './login-path'

type CoverProps = {
  /** Who was signed in; null where nobody said it before the login was over. */
  email: string | null
  /** Whether the login is open again; then the cover goes by itself. */
  isOpen: () => Promise<boolean>
  /** Where a running session goes on without a login, covered in its own way. */
  floorPath?: string | undefined
}

/** The cover itself is always here, and waits for nobody; only the form on it is fetched. */
export const loadSignIn = () => import('./sign-in-form')

export function Cover({ email, isOpen, floorPath }: CoverProps) {
  const dialog = useCovering()
  const signIn = useLoaded(true, loadSignIn)
  const titleId = useId()
  return (
    <dialog
      ref={dialog}
      className="cover"
      aria-labelledby={titleId}
      onCancel={(event) => event.preventDefault()}
      // A browser may close it at the second press of Escape all the same.
      onClose={({ currentTarget }) => currentTarget.isConnected && currentTarget.showModal()}
    >
      <div className="cover-inner">
        <p className="flex items-center gap-2 text-lg font-semibold tracking-tight">
          <span className="text-brand">
            <BrandSign />
          </span>
          Clearway
        </p>
        <section className="card p-6">
          <h1 id={titleId}>You are signed out</h1>
          <p className="dim mt-1">Sign in again to go on. What was typed on this page is still there, and not saved.</p>
          {floorPath ? (
            <p className="mt-4">
              <a className="button" href={floorPath}>
                Go on with the session, without names
              </a>
            </p>
          ) : null}
          {signIn ? <signIn.SignInForm email={email} isOpen={isOpen} /> : null}
          <p className="dim mt-4">
            You can also{' '}
            <a href={loginPath} target="_blank" rel="noreferrer">
              sign in in another tab
            </a>{' '}
            and come back. Somebody else? <a href={loginPath}>Leave this page</a>; what was typed here is gone then.
          </p>
        </section>
      </div>
    </dialog>
  )
}

/** Opens it over all that is open, and gives the focus back where it was once the page is to be seen again. */
function useCovering() {
  const dialog = useRef<HTMLDialogElement>(null)
  const before = useRef<Element | null>(null)
  useLayoutEffect(() => {
    const opened = dialog.current
    before.current = document.activeElement
    opened?.showModal()
    return () => opened?.close()
  }, [])
  useEffect(() => {
    const { current } = before
    return () => {
      if (current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true })
    }
  }, [])
  return dialog
}
