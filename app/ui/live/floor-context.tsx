/** What the phone knows beside the session: what it keeps, whether there is a connection, and where a touch leads. */
import { createContext, useContext } from 'react'
import type { Entry, Fields } from '~/domain/kept-entries'
import type { RedFlagSign } from '~/domain/red-flags'
import type { SetDeviation } from '~/domain/set-standing'

/** What goes beyond the cleared dose, before it is kept: done at `doneAt`, and asked for its reason. */
export type Beyond = { kind: string; fields: Fields; doneAt: string; beyond: readonly SetDeviation[] }

/** How what waits on this phone stands. */
export type Waiting = {
  entries: readonly Entry[]
  memberName: string
  stopped: 'unreachable' | 'unanswered' | 'login-over' | 'another-member' | 'all' | null
  /** This browser keeps nothing: what is sent is sent from this open page alone. */
  isLossy: boolean
  /** Entries of others in this session, which only they can send. */
  ofOthers: readonly { memberName: string; open: number }[]
}

export type Floor = {
  /** Keeps what a form says and sends it; false: the form goes the way of forms. */
  log: (kind: string, form: FormData) => boolean
  /** Shows this line without asking the server; null where a link does. */
  choose: ((lineId: string) => void) | null
  isOffline: boolean
  waiting: Waiting | null
  /** The reason that is asked for, or what could not be read. */
  asked: Beyond | null
  mistake: string | null
  giveReason: (reason: string) => void
  takeBack: () => void
  /** What was refused: again with these fields, or never. */
  again: (entry: Entry, fields: Fields) => void
  discard: (entry: Entry) => void
  /** Keeps in mind a sign that nobody was told of. */
  noteFlag: (sign: RedFlagSign) => void
  /** Opens what stands for the red flag while nobody can be told; null: the page of the red flag. */
  openFlag: (() => void) | null
}

const nothing = () => undefined

/** Without JavaScript, and where the phone keeps nothing. */
export const plainFloor: Floor = {
  log: () => false,
  choose: null,
  isOffline: false,
  waiting: null,
  asked: null,
  mistake: null,
  giveReason: nothing,
  takeBack: nothing,
  again: nothing,
  discard: nothing,
  noteFlag: nothing,
  openFlag: null,
}

const Context = createContext(plainFloor)

export const FloorProvider = Context.Provider

export function useFloor(): Floor {
  return useContext(Context)
}
