/** Where a refused submission or amendment is mended: the page that can do something about it. */
import type { Refusal } from '~/domain/refusal'

export type Mend = { to: string; label: string }

/** `versionId` is what is open, `newestId` the newest of all. */
type Where = { clientId: string; programId: string; versionId: string | null; newestId?: string | undefined }

/** Null: there is nothing to open but what is open already. */
export function mendOf(refusal: Refusal, { clientId, programId, versionId, newestId }: Where): Mend | null {
  if (refusal.startsWith('screening-')) return { to: `/clients/${clientId}/screening/new`, label: 'Screen the client' }
  if (refusal === 'no-restriction') {
    return { to: `/clients/${clientId}/programs/new?without=cuff`, label: 'Write the program without restriction' }
  }
  if (refusal === 'no-exercise') return { to: `/clients/${clientId}`, label: 'Open the client' }
  if (refusal === 'program-finished' || refusal === 'declined-is-final') {
    const from = newestId ?? versionId
    return { to: `/clients/${clientId}/programs/new${from ? `?from=${from}` : ''}`, label: 'Copy into a new program' }
  }
  const draft = versionId && { to: `/programs/${programId}/versions/${versionId}/draft`, label: 'Open the draft' }
  if (inDraft.includes(refusal)) return draft || null
  if (refusal === 'version-open' && draft) return draft
  return elsewhere.includes(refusal) ? { to: `/programs/${programId}`, label: 'Open the program' } : null
}

const inDraft: readonly Refusal[] = ['no-lines', 'stop-finding', 'not-a-step-down', 'extension-out-of-range']
const elsewhere: readonly Refusal[] = ['not-draft', 'already-decided', 'version-open', 'nothing-to-amend']
