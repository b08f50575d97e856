/** What is asked for each kind of measurement. */
import type { ComponentType } from 'react'
import type { MeasurementKind } from '~/domain/measurement'
import { GirthFields, MotionFields, PainFields } from './measuring/limb-fields'
import { ScoreFields } from './measuring/score-fields'
import { EnduranceFields, ForceFields, RepMaxFields, TestFields } from './measuring/strength-fields'
import type { FieldsProps } from './measuring/circumstances'

export const measurementWords: Record<MeasurementKind, { tab: string; title: string; sub: string }> = {
  'one-rm': {
    tab: '1RM test',
    title: 'A tested one-repetition maximum',
    sub: 'The heaviest load moved once, in full range and good form.',
  },
  'rep-max': {
    tab: 'Rep max',
    title: 'A set to the limit, of 10 repetitions or fewer',
    sub: 'Without a cuff, as many as go in good form. The 1RM is estimated from it; a dose is never worked out from an estimate.',
  },
  'isometric-force': {
    tab: 'Force',
    title: 'Force against a dynamometer',
    sub: 'Held as hard as it goes, the joint not moving. The best of the tries.',
  },
  endurance: {
    tab: 'Endurance',
    title: 'Repetitions at a fixed load',
    sub: 'As many as go in good form, at the same load every time.',
  },
  girth: { tab: 'Girth', title: 'The girth of a limb', sub: 'Relaxed, the tape flat and not pressed in.' },
  'range-of-motion': {
    tab: 'Motion',
    title: 'How far a joint goes',
    sub: 'Where the movement ends, in degrees from neutral; below 0 where it does not get as far.',
  },
  pain: { tab: 'Pain', title: 'Pain, 0 to 10', sub: 'Ask: 0 is none, 10 the worst one can imagine.' },
  score: {
    tab: 'Score',
    title: 'The score of a questionnaire',
    sub: 'What the client answered, as one number. Scored elsewhere, by its own rules.',
  },
}

const fieldsOf: Record<MeasurementKind, ComponentType<FieldsProps>> = {
  'one-rm': TestFields,
  'rep-max': RepMaxFields,
  'isometric-force': ForceFields,
  endurance: EnduranceFields,
  girth: GirthFields,
  'range-of-motion': MotionFields,
  pain: PainFields,
  score: ScoreFields,
}

export function MeasurementFields({ kind, ...props }: FieldsProps & { kind: MeasurementKind }) {
  const Fields = fieldsOf[kind]
  return <Fields {...props} />
}
