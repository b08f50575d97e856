/** What a page asks of the phone it is on; most keep nothing, and are not sent what reads it. */
import { isThere } from '~/phone/is-there'

/** Null where nothing was ever kept. Rejects where it could not be fetched. */
export async function openLeaving() {
  return (await isThere()) ? import('~/phone/leaving') : null
}
