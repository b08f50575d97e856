/** What every correction says: whether the entry was otherwise or never was, and what was wrong with it. */
import { z } from 'zod'
import type { SubmissionResult } from '@conform-to/react'

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

/** All that is wrong in these parts of one form; null: a part that was not asked for. */
export function mistakesIn(...parts: ({ reply: () => SubmissionResult<string[]> } | null)[]): string[] {
  return parts.flatMap((part) => Object.values(part?.reply().error ?? {}).flatMap((messages) => messages ?? []))
}
