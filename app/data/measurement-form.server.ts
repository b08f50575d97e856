/** What a person types about a measurement, before anything is done with it: one form a kind. */
import type { z } from 'zod'
import { type MeasurementKind, measurementKinds } from '~/domain/measurement'
import type { FormAsked, MeasurementTyped } from './measurement-form-fields.server'
import { girthForm, motionForm, painForm, scoreForm } from './measurement-form-limb.server'
import { enduranceForm, forceForm, repMaxForm, testForm } from './measurement-form-strength.server'

const forms: Record<MeasurementKind, (asked: FormAsked) => z.ZodType<MeasurementTyped>> = {
  'one-rm': testForm,
  'rep-max': repMaxForm,
  'isometric-force': forceForm,
  endurance: enduranceForm,
  girth: girthForm,
  'range-of-motion': motionForm,
  pain: painForm,
  score: scoreForm,
}

/** The form of the kind that a form says it is; one of no kind is held against the first, and is wrong in that. */
export function measurementForm(said: unknown, asked: FormAsked): z.ZodType<MeasurementTyped> {
  return forms[measurementKinds.find((kind) => kind === said) ?? 'one-rm'](asked)
}
