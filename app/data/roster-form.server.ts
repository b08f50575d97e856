/** Which column of a list is what, as it is chosen on its page. */
import { z } from 'zod'
import { dateOrders } from '~/domain/birth-date'

export function mappingForm() {
  const says = 'Choose a column.'
  const needed = z.coerce.number(says).int(says).min(0, says)
  const optional = needed.optional().transform((place) => place ?? null)
  return z.object({
    recordNumber: optional,
    familyName: needed,
    givenName: needed,
    birthDate: needed,
    sex: optional,
    dateOrder: z.enum(dateOrders, 'Choose how dates of birth are written.'),
  })
}
