/** The pages of one red flag: its client's, for who may do there what the page is for. */
import type { Action } from '~/domain/access'
import { maySign } from '~/domain/clearance'
import { isClinician } from '~/domain/member'
import type { RedFlagRecord } from '~/domain/red-flag-record'
import type { Refusal } from '~/domain/refusal'
import { type Acting, personOf } from './acting.server'
import { type ClientHead, readFramedClient } from './client-door.server'
import type { Reader } from './head.server'
import { isId } from './id.server'
import { findRedFlag } from './red-flag-record.server'
import type { Shell } from './shell.server'

type Asked = {
  clientId: string | undefined
  redFlagId: string | undefined
  pathKind: string
  action: Action
  at: Date
}

export type RedFlagPage = {
  client: ClientHead
  flag: RedFlagRecord
  shell: Shell
  /** Who screens after it, and lifts what it holds. */
  isClinician: boolean
  /** Why this member cannot say that they saw it; null: they can. */
  whyNotSeen: Refusal | null
  now: string
}

/** Throws a 404 Response, and notes the denial, where there is no such flag of a client who is theirs for `action`. */
export function readRedFlag(member: Reader, { redFlagId, ...asked }: Asked): Promise<RedFlagPage> {
  const { at } = asked
  return readFramedClient(member, asked, async (query, client, shell) => {
    const flag = isId(redFlagId) ? await findRedFlag(query, client.id, redFlagId) : null
    if (!flag) throw new Response(null, { status: 404 })
    return {
      client,
      flag,
      shell,
      isClinician: isClinician(member.roles),
      whyNotSeen: whyNotSeen(member, client, flag),
      now: at.toISOString(),
    }
  })
}

function whyNotSeen(member: Acting, { today }: ClientHead, { acknowledgements }: RedFlagRecord): Refusal | null {
  if (!isClinician(member.roles)) return 'not-a-clinician'
  if (acknowledgements.some(({ isOwn }) => isOwn)) return 'already-acknowledged'
  const may = maySign(personOf(member), today)
  return may.ok ? null : may.why
}
