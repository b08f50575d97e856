/** The forms that change many care teams at once, as they are sent. */
import { z } from 'zod'
import { mostAssigned } from '~/domain/care-team'
import { handOverWays } from '~/domain/hand-over'
import type { Refusal } from '~/domain/refusal'
import { commandKey } from './typed-text.server'

/** One box ticked is one text, several are a list. */
const ids = (missing: string, most: number) =>
  z
    .preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.uuid(missing)))
    .pipe(z.array(z.string()).min(1, missing).max(most, `Choose at most ${most}.`))
    .transform((chosen) => [...new Set(chosen)])

export function careTeamsForm() {
  return z.object({
    key: commandKey,
    intent: z.enum(['assign', 'take-out']),
    memberId: z.uuid('Choose a colleague.'),
    clientIds: ids('Tick at least one client.', mostAssigned),
  })
}

export function handOverForm() {
  return z.object({
    key: commandKey,
    heirIds: ids('Choose at least one colleague.', 50),
    way: z.enum(handOverWays, 'Choose how they are handed over.'),
  })
}

export const fieldOfHandOver: Partial<Record<Refusal, string>> = {
  'hand-over-to-nobody': 'heirIds',
  'heir-unfit': 'heirIds',
}
