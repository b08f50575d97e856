/** A member as their open login knows them, for calling commands and reads as they would. */
import type { Acting } from '~/data/acting.server'
import { findLogin, type OpenLogin } from '~/data/login.server'
import type { Who } from './builders'

export async function actingAs(who: Who): Promise<Acting & OpenLogin['member']> {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  return login.member
}
