/** Keeps on the server what is typed, two seconds after the last change and when the page is left; never in the way. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { KeptState } from './kept-words'

export const keptFormsPath = '/kept-forms'

/** Which form it is: the new program of a client, or a draft. */
export type KeptSubject = { clientId: string } | { versionId: string }

type Kept = {
  formId: string
  subject: KeptSubject
  /** What the form would be saved with: another one begins once it was. */
  formKey: string
  /** What is typed, as text: a change of it is what is kept. */
  whole: string
  /** Something kept earlier waits to be gone on with or discarded, and must not be replaced before. */
  isOffered: boolean
}

const quietMs = 2_000
/** Of the buttons that change the form and send nothing. */
const intentName = '__intent__'

export function useKeptForm({ formId, subject, formKey, whole, isOffered }: Kept): KeptState {
  const [answered, setAnswered] = useState<{ formKey: string; state: KeptState } | null>(null)
  const form = useRef<HTMLFormElement | null>(null)
  const run = useRef({ begun: whole, isDirty: false, isUnderWay: false, subject, formKey })
  run.current.subject = subject
  run.current.formKey = formKey
  const keep = useCallback(async () => {
    const { current } = run
    if (!form.current || !current.isDirty || current.isUnderWay) return
    current.isUnderWay = true
    let state: KeptState
    do {
      current.isDirty = false
      state = await post(form.current, current.subject)
    } while (state.is === 'kept' && current.isDirty)
    current.isUnderWay = false
    if (state.is === 'offline' || state.is === 'signed-out') current.isDirty = true
    setAnswered({ formKey: current.formKey, state })
  }, [])

  useEffect(() => {
    if (whole === run.current.begun || isOffered) return
    run.current.begun = ''
    run.current.isDirty = true
    const timer = setTimeout(keep, quietMs)
    return () => clearTimeout(timer)
  }, [whole, isOffered, keep])

  useEffect(() => {
    const found = document.getElementById(formId)
    form.current = found instanceof HTMLFormElement ? found : null
    const leave = () => document.visibilityState === 'hidden' && void keep()
    // Whatever comes of it: what is saved drops what was kept before, and the key tells what comes late.
    const send = ({ target, submitter }: SubmitEvent) => {
      if (target === found && submitter?.getAttribute('name') !== intentName) void keep()
    }
    document.addEventListener('visibilitychange', leave)
    document.addEventListener('submit', send)
    window.addEventListener('online', keep)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      document.removeEventListener('submit', send)
      window.removeEventListener('online', keep)
      // To another page of ours: the form is out of the document, and still whole.
      void keep()
    }
  }, [formId, keep])

  if (isOffered && whole !== run.current.begun) return { is: 'offered' }
  return answered?.formKey === formKey ? answered.state : { is: 'nothing-yet' }
}

/**
 * The data request of the page for it, asked by itself: a failed fetcher would end in the error page, and take what is
 * typed along. A login that is over answers with a redirect, which is 202 here.
 */
async function post(form: HTMLFormElement, subject: KeptSubject): Promise<KeptState> {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  for (const [name, value] of Object.entries(subject)) body.set(name, value)
  try {
    const answer = await fetch(`${keptFormsPath}.data`, { method: 'POST', body, keepalive: true })
    if (answer.status === 202) return { is: 'signed-out' }
    if (!answer.ok) return { is: 'refused' }
    return { is: 'kept', at: new Date(answer.headers.get('Date') ?? Date.now()).toISOString() }
  } catch {
    return { is: 'offline' }
  }
}
