/**
 * A form of the gym floor: what it sends is an entry of the session that is going on. The phone keeps it and sends it
 * where it can; without JavaScript, or where it keeps nothing, it goes to its page as it is.
 */
import { Form } from '@remix-run/react'
import type { FormEvent, ReactNode } from 'react'
import { useFloor } from './floor-context'

/** What the trainer tells of a session: a set, the time of a cuff, the end of it. */
export type EntryKind = 'set' | 'inflation' | 'end'

type FloorFormProps = {
  sessionId: string
  kind: EntryKind
  id?: string
  className?: string
  children: ReactNode
}

/** Where an entry of this kind is sent, and where its page answers without JavaScript. */
const pathOf = {
  set: (sessionId: string) => `/sessions/${sessionId}/sets`,
  inflation: (sessionId: string) => `/sessions/${sessionId}/inflations`,
  end: (sessionId: string) => `/sessions/${sessionId}/end`,
} as const satisfies Record<EntryKind, (sessionId: string) => string>

export function FloorForm({ sessionId, kind, children, ...form }: FloorFormProps) {
  const { log } = useFloor()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (log(kind, new FormData(event.currentTarget))) event.preventDefault()
  }
  return (
    <Form method="post" action={pathOf[kind](sessionId)} onSubmit={onSubmit} {...form}>
      {children}
    </Form>
  )
}
