/** Reading FHIR without trusting it: every value is unknown until it was looked at, and nothing is guessed. */
import type { CalendarDay } from './calendar-day'

export type Json = Record<string, unknown>

/** Something in the file that became nothing here, in words for the person who imports. */
export type NotUnderstood = { what: string; why: string }

/** What was taken and what was not, of one kind of resource. */
export type Taken<T> = { taken: T[]; notUnderstood: NotUnderstood[] }

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** A text with something in it, trimmed, without NULs; else null. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  return value.replaceAll('\0', '').trim() || null
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : []
}

export type Coding = { system: string; code: string; display: string | null }

export function codingsOf(concept: unknown): Coding[] {
  if (!isObject(concept)) return []
  return objectsOf(concept.coding).flatMap((coding) => {
    const code = textOf(coding.code)
    return code ? [{ system: textOf(coding.system) ?? '', code, display: textOf(coding.display) }] : []
  })
}

/** What a person would call it: the text, else a coding's name. */
export function labelOf(concept: unknown): string | null {
  if (!isObject(concept)) return null
  return textOf(concept.text) ?? codingsOf(concept).find((coding) => coding.display)?.display ?? null
}

export function hasCode(concept: unknown, codes: string[]): boolean {
  return codingsOf(concept).some((coding) => codes.includes(coding.code))
}

/** A real calendar day at the head of a FHIR date or dateTime, in the record's own offset; null for `2019` or `2019-02`. */
export function dayOf(value: unknown): CalendarDay | null {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(textOf(value) ?? '')?.[0]
  if (!day) return null
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}

/** A resource with a modifier extension may mean the opposite of what it says (FHIR R4, 2.4.1). */
export function isModified(resource: Json): boolean {
  return objectsOf(resource.modifierExtension).length > 0
}
