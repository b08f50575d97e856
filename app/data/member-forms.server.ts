/** What is typed of a member: who they are, what they may do, on which licence. */
import { z } from 'zod'
import { type CalendarDay, isCalendarDay } from '~/domain/calendar-day'
import { type Licence, roles } from '~/domain/member'
import type { Refusal } from '~/domain/refusal'
import { commandKey, confirmation, contentHash, fieldOfConfirmation, typedText } from './typed-text.server'

const typedName = typedText(200)

// A date picker gives 0002 while somebody types 2026.
const typedEnd = z
  .string()
  .refine((day) => isCalendarDay(day) && day >= '2000-01-01' && day <= '2199-12-31', 'Enter a day from 2000 to 2199.')
  .optional()
  .transform((day): CalendarDay | null => day ?? null)

const typedRoles = z
  .array(z.enum(roles, 'Choose among the roles of the list.'))
  .optional()
  .transform((given) => [...new Set(given ?? [])].sort())

const licenceFields = {
  licenceNumber: typedText(60),
  licenceState: typedText(60),
  licenceValidUntil: typedEnd,
}
type TypedLicence = { licenceNumber: string; licenceState: string; licenceValidUntil: CalendarDay | null }
type Issues = { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void }

/** All of a licence, or nothing of it. */
function checkLicence(typed: TypedLicence, context: Issues): void {
  const { licenceNumber, licenceState, licenceValidUntil } = typed
  if (!licenceNumber && !licenceState && !licenceValidUntil) return
  const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (!licenceNumber) missing('licenceNumber', 'Type the number of the licence.')
  if (!licenceState) missing('licenceState', 'Type the state or board that gave it.')
  if (!licenceValidUntil) missing('licenceValidUntil', 'Enter its last day.')
}

function licenceOf({ licenceNumber: number, licenceState: state, licenceValidUntil }: TypedLicence): Licence | null {
  return licenceValidUntil ? { number, state, validUntil: licenceValidUntil } : null
}

/** `standing` is the member as the page was made from. */
const change = { key: commandKey, standing: contentHash, ...confirmation }

export function nameForm() {
  return z.object({ ...change, name: typedName })
}

export function rolesForm() {
  return z
    .object({ ...change, roles: typedRoles, ...licenceFields })
    .superRefine(checkLicence)
    .transform(({ licenceNumber, licenceState, licenceValidUntil, ...typed }) => ({
      ...typed,
      licence: licenceOf({ licenceNumber, licenceState, licenceValidUntil }),
    }))
}

export function licenceForm() {
  return z
    .object({ ...change, ...licenceFields })
    .superRefine(checkLicence)
    .transform(({ licenceNumber, licenceState, licenceValidUntil, ...typed }) => ({
      ...typed,
      licence: licenceOf({ licenceNumber, licenceState, licenceValidUntil }),
    }))
}

export function credentialForm() {
  return z.object({ ...change, validUntil: typedEnd })
}

export function deactivationForm() {
  return z.object({ ...change, reason: typedText() })
}

export function reactivationForm() {
  return z.object(change)
}

export function invitationForm() {
  return z
    .object({
      key: commandKey,
      ...confirmation,
      name: typedName,
      email: z
        .string('Type the email address.')
        .trim()
        .toLowerCase()
        .max(320, 'That is longer than any address.')
        .pipe(z.email('That is not an email address.')),
      roles: typedRoles,
      ...licenceFields,
      bfrCredentialValidUntil: typedEnd,
    })
    .superRefine(checkLicence)
    .transform(({ licenceNumber, licenceState, licenceValidUntil, ...typed }) => ({
      ...typed,
      licence: licenceOf({ licenceNumber, licenceState, licenceValidUntil }),
    }))
}

export function resendForm() {
  return z.object({ key: commandKey, ...confirmation })
}

/** The field beside which a refusal is said. */
export const fieldOfMember: Partial<Record<Refusal, string>> = {
  'name-missing': 'name',
  'roles-missing': 'roles',
  'licence-needed': 'licenceNumber',
  'reason-missing': 'reason',
  'member-already': 'email',
  'invited-already': 'email',
  ...fieldOfConfirmation,
}
