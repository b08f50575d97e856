/** A form as it stands, with whatever is wrong in it, as it is kept: the fields of a program by name and nothing else. */
import { type LineField, lineFields } from '~/domain/typed-line'
import { headFields, mostLines, type TypedForm } from '~/domain/typed-program'
import { isId } from './id.server'
import type { KeptSubject } from './kept-forms.server'

export type KeptFields = { subject: KeptSubject; formKey: string; basis: string | null; typed: TypedForm }

/** Characters of one field: more than any of them may have, so that what is too long is kept as well. */
const longest = 4_000

/** Bytes of a form as it is kept; the table takes no more. */
const largest = 200_000

/** Null for what no page of ours sends, and for more than anybody types. */
export function readKeptFields(form: FormData): KeptFields | null {
  const subject = subjectOf(text(form, 'clientId'), text(form, 'versionId'))
  const formKey = text(form, 'key')
  if (!subject || !isId(formKey)) return null
  const basis = text(form, 'basis')
  const typed = typedIn(form)
  if (Buffer.byteLength(JSON.stringify(typed)) > largest) return null
  return { subject, formKey, basis: isId(basis) ? basis : null, typed }
}

function subjectOf(clientId: string | undefined, versionId: string | undefined): KeptSubject | null {
  if (isId(clientId) && !versionId) return { clientId, versionId: null }
  return isId(versionId) && !clientId ? { clientId: null, versionId } : null
}

function typedIn(form: FormData): TypedForm {
  const head = Object.fromEntries([...headFields, 'supervisedBy', 'loadUnit'].map((name) => [name, text(form, name)]))
  const lines: Partial<Record<LineField, string>>[] = []
  for (let index = 0; index < mostLines && form.has(`lines[${index}].exercise`); index += 1) {
    lines.push(Object.fromEntries(lineFields.map((name) => [name, text(form, `lines[${index}].${name}`)])))
  }
  return { ...head, lines }
}

function text(form: FormData, name: string): string | undefined {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, longest) : undefined
}
