/** Signing out of a browser: it asks first where sets wait that were not sent, and keeps them for their member. */
import { Form, useSubmit } from '@remix-run/react'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { OnPhone } from '~/phone/leaving'
import { Button } from './button'
import { openLeaving } from './open-leaving'

/** Nothing is fetched where nothing is kept, and then nothing is left behind. */
const leavePhone = async () => (await openLeaving())?.leavePhone() ?? true
const waitingAtLeave = async (memberId: string | null) => (await openLeaving())?.waitingAtLeave(memberId) ?? []

/** `memberId` null: nobody knows who is leaving. Without JavaScript the form is sent as it is, and nothing stored is cleared. */
export function SignOut({ memberId, children }: { memberId: string | null; children: ReactNode }) {
  const submit = useSubmit()
  const dialog = useRef<HTMLDialogElement>(null)
  // Null: something may be kept, and what reads it could not be fetched.
  const [waiting, setWaiting] = useState<readonly OnPhone[] | null>([])
  const leave = async () => {
    const isEmpty = await leavePhone().catch(() => false)
    dialog.current?.close()
    submit(isEmpty ? { kept: 'none' } : {}, { method: 'post', action: '/logout' })
  }
  const ask = async () => {
    const found = await waitingAtLeave(memberId).catch(() => null)
    if (found?.length === 0) return leave()
    setWaiting(found)
    dialog.current?.showModal()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void ask()
  }
  const count = waiting?.reduce((sum, { open }) => sum + open, 0) ?? 0
  const names = [...new Set(waiting?.map(({ memberName }) => memberName))].join(' and ')
  return (
    <>
      <Form method="post" action="/logout" onSubmit={onSubmit}>
        {children}
      </Form>
      <dialog className="dialog" ref={dialog} aria-label="Before you sign out">
        <div className="stack">
          <h2>{count === 1 ? 'One entry is not sent yet' : `${count || 'Perhaps some'} entries are not sent yet`}</h2>
          <p>
            This phone alone has what is not sent. If you sign out, it stays here, encrypted, until{' '}
            {names || 'their member'} signs in on this phone again and opens the session.
          </p>
          <div className="grid gap-3">
            <Button look="primary" onClick={() => dialog.current?.close()}>
              Stay
            </Button>
            <Button onClick={() => void leave()}>Sign out and keep them for {names}</Button>
          </div>
        </div>
      </dialog>
    </>
  )
}
