/** What is on this phone when somebody comes to a page or signs out of it. */
import { dropSnapshot, forgetSession, type Head, listKept, tidyKept } from './vault'

export type OnPhone = Head & { open: number }

/** The sessions of this member of which something waits here; what nobody may see any longer is gone after it. */
export async function waitingOf(memberId: string): Promise<OnPhone[]> {
  await tidyKept(Date.now(), memberId)
  return (await listKept()).filter((kept) => kept.open > 0 && kept.memberId === memberId)
}

/** All that waits of whoever signs out: of this member, or where nobody knows who it is, of all. */
export async function waitingAtLeave(memberId: string | null): Promise<OnPhone[]> {
  return (await listKept()).filter((kept) => kept.open > 0 && (memberId === null || kept.memberId === memberId))
}

/** Nothing is shown here of a client any longer. Resolves to whether nothing at all is left, so that all may be cleared. */
export async function leavePhone(): Promise<boolean> {
  const kept = await listKept()
  await Promise.all(kept.map((one) => (one.open === 0 ? forgetSession(one) : dropSnapshot(one))))
  return kept.every(({ open }) => open === 0)
}
