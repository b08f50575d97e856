/** A member of a built clinic as the commands know them. */
import { findLogin } from '~/data/login.server'
import type { Who } from './builders'

export async function acting(who: Who) {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  return login.member
}
