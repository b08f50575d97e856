/** What is asked for each kind of measurement. */
import { exercisesFor } from '~/domain/exercises'
import { girthSites, type MeasurementKind } from '~/domain/measurement'
import type { LoadUnit } from '~/domain/units'
import { Checkbox, RadioCards } from './choice'
import type { FieldMeta } from './field'
import { LoadUnitSaid, Select, TextInput } from './form'

export const measurementWords: Record<MeasurementKind, { tab: string; title: string; sub: string }> = {
  'one-rm': {
    tab: '1RM test',
    title: 'A tested one-repetition maximum',
    sub: 'The heaviest load moved once, in full range and good form.',
  },
  girth: { tab: 'Girth', title: 'The girth of a limb', sub: 'Relaxed, the tape flat and not pressed in.' },
  pain: { tab: 'Pain', title: 'Pain, 0 to 10', sub: 'Ask: 0 is none, 10 the worst one can imagine.' },
}

export type MeasurementFieldNames = 'exercise' | 'side' | 'load' | 'isConfirmed' | 'site' | 'girth' | 'nrs' | 'on'
type Fields = Record<MeasurementFieldNames, FieldMeta>
type Props = { kind: MeasurementKind; fields: Fields; units: LoadUnit; isJump: boolean }

const left = { value: 'left', label: 'Left' }
const right = { value: 'right', label: 'Right' }
const both = { value: 'both', label: 'Both' }
const options = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))

export function MeasurementFields({ kind, ...props }: Props) {
  if (kind === 'one-rm') return <TestFields {...props} />
  return kind === 'girth' ? <GirthFields {...props} /> : <PainFields {...props} />
}

function TestFields({ fields, units, isJump }: Omit<Props, 'kind'>) {
  const exercises = exercisesFor('strength-test').map(({ name }) => name)
  return (
    <>
      <Select field={fields.exercise} label="Exercise" placeholder="Choose" options={options(exercises)} required />
      <RadioCards field={fields.side} label="Side" options={[left, right, both]} required />
      <LoadUnitSaid unit={units} />
      <TextInput
        field={fields.load}
        label={`Load, ${units}`}
        hint={`As it stands on the weights. Another unit may be typed with it: ${units === 'kg' ? '75 lb' : '34 kg'}.`}
        inputMode="decimal"
        maxLength={16}
        autoComplete="off"
        required
      />
      {isJump ? <Checkbox field={fields.isConfirmed} label="I have checked the number: it is right" required /> : null}
    </>
  )
}

function GirthFields({ fields }: Omit<Props, 'kind'>) {
  return (
    <>
      <Select field={fields.site} label="Where" placeholder="Choose" options={options(girthSites)} required />
      <RadioCards field={fields.side} label="Side" options={[left, right]} required />
      <TextInput
        field={fields.girth}
        label="Girth, cm"
        hint="To a millimetre: 48.5"
        inputMode="decimal"
        maxLength={5}
        autoComplete="off"
        required
      />
    </>
  )
}

function PainFields({ fields }: Omit<Props, 'kind'>) {
  const scale = Array.from({ length: 11 }, (_, nrs) => ({ value: String(nrs), label: String(nrs) }))
  return <Select field={fields.nrs} label="Pain now" placeholder="Choose" options={scale} required />
}
