/**
 * Over a page whose login is over: nothing of it is to be seen, read out, printed or touched, and it stays as it is for
 * the same person to go on with. While it stands, everything beside it is hidden (stay.css) and inert.
 */
import { type FormEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { BrandSign } from '../brand'
import { Button } from '../button'
import { PasswordInput, TextInput } from '../form'
import { Notice } from '../notice'
import { codePath, loginPath, type SignInAnswer, sendSignIn } from './sign-in-again'

type CoverProps = {
  /** Who was signed in; null where nobody said it before the login was over. */
  email: string | null
  /** Whether the login is open again; then the cover goes by itself. */
  isOpen: () => Promise<boolean>
  /** Where a running session goes on without a login, covered in its own way. */
  floorPath?: string | undefined
}

type Step = 'password' | 'code'

export function Cover({ email, isOpen, floorPath }: CoverProps) {
  const dialog = useCovering()
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
          <SignInAgain email={email} isOpen={isOpen} />
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
    opened?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus()
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

const sentences: Record<Step, Record<Exclude<SignInAnswer, 'taken'>, string>> = {
  password: {
    wrong: 'That password is not right. Check it and try again.',
    'too-many': 'There were too many wrong tries. Wait a quarter of an hour, then try again.',
    unreached: 'Clearway was not reached. Check the connection and try again.',
  },
  code: {
    wrong: 'That code was not taken. Wait for the next one and try again.',
    'too-many': 'There were too many wrong tries. Wait a quarter of an hour, then try again.',
    unreached: 'Clearway was not reached. Check the connection and try again.',
  },
}

function SignInAgain({ email, isOpen }: Pick<CoverProps, 'email' | 'isOpen'>) {
  const [step, setStep] = useState<Step>('password')
  const [says, setSays] = useState<string | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (step === 'code') form.current?.querySelector<HTMLInputElement>('input')?.focus()
  }, [step])
  const send = async (fields: Record<string, string>) => {
    setUnderWay(true)
    setSays(null)
    const answer = await sendSignIn(step === 'password' ? loginPath : codePath, fields)
    const isLetIn = answer === 'taken' && (await isOpen())
    setUnderWay(false)
    if (isLetIn) return
    if (answer !== 'taken') setSays(sentences[step][answer])
    // The password was right, and the login is not open yet: it wants its second factor, and only for some minutes.
    else if (step === 'password') setStep('code')
    else {
      setStep('password')
      setSays('The code came too late. Type your password again.')
    }
    const wrong = form.current?.querySelector<HTMLInputElement>('input:not([readonly])')
    if (answer === 'wrong' && wrong) {
      wrong.value = ''
      wrong.focus()
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isUnderWay) return
    const given = new FormData(event.currentTarget)
    void send(Object.fromEntries([...given].map(([name, value]) => [name, String(value)])))
  }
  return (
    <form ref={form} className="form mt-5" method="post" action={loginPath} onSubmit={submit}>
      <div role="alert">{says ? <Notice tone="stop">{says}</Notice> : null}</div>
      {step === 'password' ? (
        <>
          <TextInput
            key="email"
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={email ?? ''}
            readOnly={email !== null}
            required
          />
          <PasswordInput key="password" label="Password" name="password" required />
        </>
      ) : (
        <TextInput
          key="code"
          label="Code of your authenticator, or a recovery code"
          name="code"
          autoComplete="one-time-code"
          inputMode="text"
          required
        />
      )}
      <Button type="submit" look="primary" aria-disabled={isUnderWay || undefined}>
        {isUnderWay ? 'Signing in …' : 'Sign in'}
      </Button>
    </form>
  )
}
