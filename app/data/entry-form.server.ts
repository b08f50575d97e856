/** An entry of a session as a phone sends it: who logged it and when it was done, and the form of its kind. */
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import type { LoadUnit } from '~/domain/units'
import { inflationForm, type TypedInflation } from './inflation-form.server'
import { mistakesOf, readSet, type TypedSet } from './set-form.server'

/** `doneAt` is on the server's clock; `isKept`: it could not be sent when it was done. */
type Told = { key: string; doneAt: Date; isKept: boolean }

export type Entry = Told &
  ({ kind: 'set'; set: TypedSet } | { kind: 'inflation'; inflation: TypedInflation } | { kind: 'end' })

export type ReadEntry =
  | { ok: true; entry: Entry }
  | { ok: false; why: 'another-member' }
  | { ok: false; why: 'mistake'; mistakes: readonly string[] }

type Asking = { memberId: string; clinic: { units: LoadUnit } }

/** What this member tells, if it is theirs: an entry names who logged it, and nobody else sends it. */
export function readEntry(form: FormData, { memberId, clinic }: Asking): ReadEntry {
  const whose = form.get('memberId')
  if (whose !== null && whose !== memberId) return { ok: false, why: 'another-member' }
  const submission = parseWithZod(form, { schema: entryForm() })
  if (submission.status !== 'success') return { ok: false, why: 'mistake', mistakes: mistakesOf(submission) }
  const { kind, memberId: _, ...told } = submission.value
  if (kind === 'end') return { ok: true, entry: { ...told, kind } }
  if (kind === 'inflation') {
    const timed = parseWithZod(form, { schema: inflationForm() })
    return timed.status === 'success'
      ? { ok: true, entry: { ...told, kind, inflation: timed.value } }
      : { ok: false, why: 'mistake', mistakes: mistakesOf(timed) }
  }
  const read = readSet(form, clinic.units)
  return read.ok ? { ok: true, entry: { ...told, kind, set: read.set } } : { ...read, why: 'mistake' }
}

function entryForm() {
  const again = 'Load the page again and send it once more.'
  return z.object({
    kind: z.enum(['set', 'inflation', 'end'], again),
    key: z.uuid(again),
    memberId: z.uuid(again),
    doneAt: z.iso.datetime({ offset: true, error: again }).transform((text) => new Date(text)),
    isKept: z
      .literal('1', again)
      .optional()
      .transform((value) => value !== undefined),
  })
}
