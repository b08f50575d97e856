/** Who a client is, as the head of their pages says it. */
import type { Sex } from '~/domain/fhir-patient'

export const sexWords: Record<Sex, string> = {
  female: 'female',
  male: 'male',
  other: 'other',
  unknown: 'sex not on record',
}

export function clientName({ givenName, familyName }: { givenName: string; familyName: string }): string {
  return `${givenName} ${familyName}`
}

/** "34 · female · record R-123" */
export function clientSub({
  ageYears,
  sex,
  recordNumber,
}: {
  ageYears: number
  sex: Sex
  recordNumber: string
}): string {
  return `${ageYears} · ${sexWords[sex]} · record ${recordNumber}`
}
