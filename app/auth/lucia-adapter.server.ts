/** Lucia over the functions of the database, which see only the hash of a login's id. */
import { createHash } from 'node:crypto'
import type { Adapter } from 'lucia'
import { endLogin, findLogin, forgetOldLogins } from '~/data/login.server'

/** SHA-256, in hex: all that is ever stored or sent of a login's id. */
export function loginHash(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

export const loginAdapter: Adapter = {
  async getSessionAndUser(id) {
    const login = await findLogin(loginHash(id))
    if (!login) return [null, null]
    const { accountId, expiresAt, touchDue, member } = login
    return [
      { id, userId: accountId, expiresAt, attributes: { touchDue } },
      { id: accountId, attributes: { member } },
    ]
  },
  deleteSession: (id) => endLogin(loginHash(id)),
  deleteExpiredSessions: forgetOldLogins,
  // Twelve hours are twelve hours: Lucia would renew a login in the second half of its life.
  updateSessionExpiration: async () => undefined,
  // A login opens in the statement that checks its password (open_login), so that no row can be had without one.
  setSession: () => Promise.reject(new Error('A login is opened with its password: openLogin.')),
  // They end with what happened to their account, in the function that made it happen (replace_password, for one).
  deleteUserSessions: () => Promise.reject(new Error('Logins end one by one, or with what happened to their account.')),
  getUserSessions: () => Promise.reject(new Error('Logins are known by their hash and cannot be listed.')),
}
