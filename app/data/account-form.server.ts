/** How somebody wants to read, as they chose it; nothing chosen is as the clinic does. */
import { z } from 'zod'
import { formatLocaleNames } from '~/domain/own-formats'
import { loadUnits } from '~/domain/units'
import type { Refusal } from '~/domain/refusal'
import { commandKey } from './typed-text.server'

const says = 'Choose one of the list.'

/** Which time zones there are is the database's to say. */
export function ownFormatsForm() {
  return z.object({
    key: commandKey,
    locale: z
      .enum(formatLocaleNames, says)
      .optional()
      .transform((chosen) => chosen ?? null),
    units: z
      .enum(loadUnits, says)
      .optional()
      .transform((chosen) => chosen ?? null),
    timeZone: z
      .string(says)
      .max(60, says)
      .regex(/^[A-Za-z0-9/_+-]+$/, says)
      .optional()
      .transform((chosen) => chosen ?? null),
  })
}

export const fieldOfFormats: Partial<Record<Refusal, string>> = { 'time-zone-unknown': 'timeZone' }
