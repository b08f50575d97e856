/** What every correction says: whether the entry was otherwise or never was, and what was wrong with it. */
import { z } from 'zod'

export function correctionForm() {
  return z.object({
    key: z.uuid(),
    how: z.enum(['replace', 'strike'], 'Say whether it was otherwise or was not at all.'),
    why: z
      .string('Write what was wrong.')
      .trim()
      .min(1, 'Write what was wrong.')
      .max(500, 'Keep what was wrong under 500 characters.'),
  })
}
