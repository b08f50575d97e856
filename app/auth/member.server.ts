/** The member who is asking, as every loader and action knows them: fresh from the database at each request. */
import type { OpenLogin } from '~/data/login.server'

/** An actor (clinicId, memberId) with name, email, roles, licence and the settings of their clinic. */
export type Member = OpenLogin['member']
