/** The forms of a template, as they are typed. */
import { z } from 'zod'
import type { Refusal } from '~/domain/refusal'
import { commandKey, typedText } from './typed-text.server'

export function templateForm() {
  return z.object({ key: commandKey, name: typedText(120).pipe(z.string().min(1, 'Name the template.')) })
}

export function retirementForm() {
  return z.object({ key: commandKey })
}

/** The field beside which a refusal is said. */
export const fieldOfTemplate: Partial<Record<Refusal, string>> = { 'template-name-taken': 'name' }
