/** The two times of an event of the audit. */

const earlyMs = 5 * 60_000

/** When it happened, where that is not when it was recorded. */
export function happenedEarlier({
  recordedAt,
  occurredAt,
}: {
  recordedAt: Date | string
  occurredAt: Date | string
}): boolean {
  return Math.abs(new Date(recordedAt).getTime() - new Date(occurredAt).getTime()) > earlyMs
}
