/** Of several signs told at once, the one the red flag is raised for: one flag, one hold on each program. */
import { needsMedicalAssessment, type RedFlagSign, redFlagSigns } from './red-flags'

/** The gravest, but one whose lift needs a medical assessment before one that does not; null where there is none. */
export function leadingSign(signs: readonly RedFlagSign[]): RedFlagSign | null {
  const gravestFirst = redFlagSigns.filter((sign) => signs.includes(sign))
  return gravestFirst.find((sign) => needsMedicalAssessment([sign])) ?? gravestFirst[0] ?? null
}
