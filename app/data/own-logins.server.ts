/** The logins of one account, as its owner sees them: where they are open, and which to end. */
import type { Query } from '~/database/query.server'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'

export type OwnLogin = {
  id: string
  userAgent: string
  /** Null for one of before addresses were kept. */
  address: string | null
  createdAt: Date
  lastActiveAt: Date
  endedAt: Date | null
  /** Too long without use: it opens nothing but a session that is going on. */
  isIdle: boolean
  isThis: boolean
}

const shownEnded = 10

const columns = `id, user_agent as "userAgent", address, created_at as "createdAt", last_active_at as "lastActiveAt",
  ended_at as "endedAt", is_idle as "isIdle", is_this as "isThis"`

/** Those that are open, this one first, and the newest of those that ended. */
export async function listOwnLogins(query: Query, idHash: string): Promise<{ open: OwnLogin[]; ended: OwnLogin[] }> {
  const found = await query<OwnLogin>({
    name: 'own-logins',
    text: `select ${columns} from own_logins($1)`,
    values: [idHash],
  })
  return {
    open: found.filter(({ endedAt }) => endedAt === null),
    ended: found.filter(({ endedAt }) => endedAt !== null).slice(0, shownEnded),
  }
}

/** One of them, if it is another than the one that asks. */
export async function findOwnLogin(query: Query, idHash: string, loginId: string): Promise<OwnLogin | null> {
  const [found] = await query<OwnLogin>({
    name: 'own-login',
    text: `select ${columns} from own_logins($1) where id = $2::uuid and not is_this`,
    values: [idHash, loginId],
  })
  return found ?? null
}

/** Takes effect with the next request of that browser, on every replica. `isThere` false: not one of theirs. */
export function endOwnLogin(
  member: Acting,
  idHash: string,
  { key, loginId }: { key: string; loginId: string },
): Promise<Outcome<{ isThere: boolean }>> {
  const asked = { key, name: 'login:end', body: { loginId } }
  return command<{ isThere: boolean }>(member, asked, async (tx) => {
    const [row] = await tx.$queryRaw<{ isThere: boolean }[]>`
      select end_own_login(${idHash}, ${loginId}::uuid) as "isThere"`
    return { ok: true, isThere: row?.isThere ?? false }
  })
}

/** Ends all but the one that asks. */
export function endOtherLogins(member: Acting, idHash: string, { key }: { key: string }): Promise<Outcome> {
  return command<{ ended: number }>(member, { key, name: 'login:end-others', body: {} }, async (tx) => {
    const [row] = await tx.$queryRaw<{ ended: number }[]>`select end_other_logins(${idHash}) as "ended"`
    return { ok: true, ended: row?.ended ?? 0 }
  })
}
