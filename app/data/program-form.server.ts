/** The form of a program as it is sent: parsed whole, with a sentence beside each field that is wrong. */
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { isExtensionInRange } from '~/domain/rehab-window'
import { lineFields } from '~/domain/typed-line'
import { type Expected, headFields, mostLines, readProgram } from '~/domain/typed-program'
import { unitOfForm } from '~/domain/units'
import { Reading } from '~/domain/typed-values'
import { type VersionContent, versionKinds } from '~/domain/version'
import { isId } from './id.server'

export type ProgramForm = {
  key: string
  name: string
  supervisedBy: string | null
  content: VersionContent
  extensionReason: string | null
  /** A line of the draft as it was read; null for a new program. */
  basis: string | null
  /** The trainer saved in order to submit. */
  isToSubmit: boolean
}

/** `supervisorIds`: who may be named as supervising. */
export type ExpectedForm = Expected & { supervisorIds: readonly string[] }

const text = z.string('Type this as text.').optional()
const key = z.string().refine(isId, 'This form came without its key. Load the page again.')

/** Every name of a list, each a text. */
function texts<Name extends string>(names: readonly Name[]): Record<Name, typeof text> {
  return Object.fromEntries(names.map((name) => [name, text])) as Record<Name, typeof text>
}

function programForm(expected: ExpectedForm) {
  return z
    .object({
      ...texts(headFields),
      ...texts<'supervisedBy' | 'loadUnit' | 'next' | 'basis'>(['supervisedBy', 'loadUnit', 'next', 'basis']),
      key,
      lines: z.array(z.object(texts(lineFields))).default([]),
    })
    .transform((typed, context): ProgramForm => {
      const own = new Reading<'supervisedBy'>(typed)
      const supervisedBy = own.choice('supervisedBy', expected.supervisorIds)
      const { content, name, extensionReason, mistakes } = readProgram(typed, {
        ...expected,
        unit: unitOfForm(typed.loadUnit, expected.unit),
      })
      for (const { path, says } of [...mistakes, ...own.mistakes]) {
        context.addIssue({ code: 'custom', path: [...path], message: says })
      }
      if (!content) return z.NEVER
      const basis = isId(typed.basis) ? typed.basis : null
      const isToSubmit = typed.next === 'submission'
      return { key: typed.key, name, supervisedBy, content, extensionReason, basis, isToSubmit }
    })
}

/** Where Conform's buttons say what they do to the list of lines. */
const intentName = '__intent__'
const copyIntent = z.object({
  type: z.literal('insert'),
  payload: z.object({ name: z.literal('lines'), index: z.number().int().min(1).max(mostLines) }),
})

/** A list is as long as its highest index: none may stand far beyond the lines a program can have. */
function isBuildable(form: FormData): boolean {
  const intent = form.get(intentName)
  return [...form.keys(), typeof intent === 'string' ? intent : ''].every((name) => !/\[\d{3,}/.test(name))
}

/** Throws a 400 Response for what no page of ours sends. */
export function parseProgramForm(form: FormData, expected: ExpectedForm) {
  if (!isBuildable(form)) throw new Response(null, { status: 400 })
  return parsed(() => parseWithZod(withCopyAsTyped(form), { schema: programForm(expected) }))
}

// Without JavaScript a button knows only the line its page was made with: a line put in after another is that one as typed.
function withCopyAsTyped(form: FormData): FormData {
  const given = form.get(intentName)
  const intent: unknown = typeof given === 'string' ? JSON.parse(given) : null
  const asked = copyIntent.safeParse(intent).data
  if (!asked) return form
  const of = (name: string) => form.get(`lines[${asked.payload.index - 1}].${name}`)
  const defaultValue = Object.fromEntries(lineFields.map((name) => [name, of(name) ?? undefined]))
  const copied = new FormData()
  for (const [name, value] of form) if (name !== intentName) copied.append(name, value)
  copied.set(intentName, JSON.stringify({ type: 'insert', payload: { ...asked.payload, defaultValue } }))
  return copied
}

// Conform throws at an intent or a state that is no JSON of its own.
function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch {
    throw new Response(null, { status: 400 })
  }
}

const amendment = z
  .object({ key, ...texts<'kind' | 'extensionDays' | 'extensionReason'>(['kind', 'extensionDays', 'extensionReason']) })
  .transform((typed, context) => {
    const read = new Reading<'kind' | 'extensionDays' | 'extensionReason'>(typed)
    const kind = read.choice('kind', versionKinds, 'Choose what is to change.') ?? 'amendment'
    const isExtension = kind === 'extension'
    const extensionDays = Number(read.typedAs('extensionDays'))
    if (isExtension && !isExtensionInRange(extensionDays)) {
      read.wrong('extensionDays', 'An extension is 1 to 21 days.')
    }
    const extensionReason = isExtension ? read.text('extensionReason', 1000, 'Write why it goes on.') : null
    for (const { path, says } of read.mistakes) context.addIssue({ code: 'custom', path: [...path], message: says })
    return { key: typed.key, kind, extensionDays: isExtension ? extensionDays : null, extensionReason }
  })

/** What the next version is to be. */
export function parseAmendmentForm(form: FormData) {
  return parsed(() => parseWithZod(form, { schema: amendment }))
}

const whyPrefix = 'why:'

export type WhysForm = { key: string; whys: Record<string, string>; mistakes: { name: string; says: string }[] }

/** The key, and the trainer's why for each finding, by findingKey; what is too long or cannot be kept is named. */
export function parseWhysForm(form: FormData): WhysForm {
  const read = new Reading(Object.fromEntries([...form].map(([name, value]) => [name, String(value)])))
  const names = [...form.keys()].filter((name) => name.startsWith(whyPrefix))
  const whys = Object.fromEntries(names.map((name) => [name.slice(whyPrefix.length), read.text(name, 2000)]))
  const mistakes = read.mistakes.map(({ path, says }) => ({ name: String(path[0]), says }))
  return { key: key.safeParse(form.get('key')).data ?? '', whys, mistakes }
}
