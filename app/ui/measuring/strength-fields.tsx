/** What is asked of strength: a tested maximum, a set to the limit, a hold, repetitions at a load. */
import { exercisesFor } from '~/domain/exercises'
import { forceMovements } from '~/domain/measurement-movements'
import { forceUnits } from '~/domain/measurement-values'
import { mostRepsForAnEstimate } from '~/domain/strength'
import type { LoadUnit } from '~/domain/units'
import { Checkbox } from '../choice'
import type { FieldMeta } from '../field'
import { LoadUnitSaid, Select, TextInput } from '../form'
import { EstimateAsTyped } from './estimate-said'
import { Circumstances, type FieldsProps, optionsOf, SideFields } from './circumstances'

const testable = exercisesFor('strength-test').map(({ name }) => name)
const trained = exercisesFor('strength').map(({ name }) => name)

type ExerciseProps = Pick<FieldsProps, 'fields' | 'known'> & { names: readonly string[] }

function ExerciseAndSide({ fields, names, known }: ExerciseProps) {
  const options = optionsOf(names, known)
  return (
    <>
      <Select field={fields.exercise} label="Exercise" placeholder="Choose" options={options} required />
      <SideFields field={fields.side} />
    </>
  )
}

function LoadInput({ field, units, also = '' }: { field: FieldMeta; units: LoadUnit; also?: string }) {
  return (
    <>
      <LoadUnitSaid unit={units} />
      <TextInput
        field={field}
        label={`Load, ${units}`}
        hint={`As it stands on the weights. Another unit may be typed with it: ${units === 'kg' ? '75 lb' : '34 kg'}.${also}`}
        inputMode="decimal"
        maxLength={16}
        autoComplete="off"
        required
      />
    </>
  )
}

function RepsInput({ field, hint, maxLength }: { field: FieldMeta; hint: string; maxLength: number }) {
  const typed = { inputMode: 'numeric', autoComplete: 'off', required: true, maxLength } as const
  return <TextInput field={field} label="Repetitions" hint={hint} {...typed} />
}

function RpeInput({ field }: { field: FieldMeta }) {
  const typed = { inputMode: 'decimal', autoComplete: 'off', optional: true, maxLength: 4 } as const
  return <TextInput field={field} label="RPE, 0 to 10" hint="How hard it was; 10 is nothing left." {...typed} />
}

function JumpConfirmed({ fields, isJump }: Pick<FieldsProps, 'fields' | 'isJump'>) {
  if (!isJump) return null
  return <Checkbox field={fields.isConfirmed} label="I have checked the number: it is right" required />
}

export function TestFields(props: FieldsProps) {
  return (
    <>
      <ExerciseAndSide {...props} names={testable} />
      <LoadInput field={props.fields.load} units={props.format.units} />
      <JumpConfirmed {...props} />
      <Circumstances {...props} device="leg press 2" position="seat 4, back rest 2" />
    </>
  )
}

export function RepMaxFields(props: FieldsProps) {
  const { fields, format, formula } = props
  return (
    <>
      <ExerciseAndSide {...props} names={testable} />
      <EstimateAsTyped fields={fields} format={format} formula={formula}>
        <LoadInput field={fields.load} units={format.units} />
        <div className="form-row">
          <RepsInput
            field={fields.reps}
            hint={`Finished ones, ${mostRepsForAnEstimate} at most. More are endurance.`}
            maxLength={4}
          />
          <RpeInput field={fields.rpe} />
        </div>
        <Checkbox
          field={fields.isFailed}
          label="The last attempt failed"
          hint="A repetition was tried after these, and not finished."
        />
      </EstimateAsTyped>
      <JumpConfirmed {...props} />
      <Circumstances {...props} device="leg press 2" position="seat 4, back rest 2" />
    </>
  )
}

export function EnduranceFields(props: FieldsProps) {
  const { fields, format } = props
  return (
    <>
      <ExerciseAndSide {...props} names={trained} />
      <LoadInput field={fields.load} units={format.units} also=" 0 is body weight alone." />
      <div className="form-row">
        <RepsInput field={fields.reps} hint="In one go, until no more went." maxLength={4} />
        <RpeInput field={fields.rpe} />
      </div>
      <Circumstances {...props} device="a box of 40 cm" position="hands on the hips" />
    </>
  )
}

export function ForceFields(props: FieldsProps) {
  const { fields, known } = props
  const [movements, units] = [optionsOf(forceMovements, known), optionsOf(forceUnits, null)]
  return (
    <>
      <Select field={fields.movement} label="Movement" placeholder="Choose" options={movements} required />
      <SideFields field={fields.side} />
      <div className="form-row">
        <TextInput
          field={fields.force}
          label="Force"
          hint="As the device shows it: 212"
          inputMode="decimal"
          maxLength={16}
          autoComplete="off"
          required
        />
        <Select field={fields.forceUnit} label="Unit" hint="Of what the device shows" options={units} required />
      </div>
      <Circumstances {...props} device="handheld dynamometer, with a belt" position="seated, knee at 90°" />
    </>
  )
}
