/** The form on the cover of a page whose login is over: the password, and the code where one is due. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../button'
import { PasswordInput, TextInput } from '../form'
import { Notice } from '../notice'
import { loginPath } from './login-path'
import { codePath, type SignInAnswer, sendSignIn } from './sign-in-again'

type Step = 'password' | 'code'

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

type Props = {
  /** Who was signed in; null where nobody said it before the login was over. */
  email: string | null
  isOpen: () => Promise<boolean>
}

export function SignInForm({ email, isOpen }: Props) {
  const [step, setStep] = useState<Step>('password')
  const [says, setSays] = useState<string | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // Of each step what is to be typed first.
  useEffect(() => {
    if (step) form.current?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus()
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
