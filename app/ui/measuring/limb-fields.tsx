/** What is asked of a limb and of how it feels: its girth, how far a joint goes, pain. */
import { girthSites } from '~/domain/measurement'
import { movements } from '~/domain/measurement-movements'
import { RadioCards } from '../choice'
import { Select, TextInput } from '../form'
import { Circumstances, type FieldsProps, optionsOf, SideFields } from './circumstances'

const usualEnds = new Map(movements.map(({ name, usualEnd }) => [name, usualEnd]))

export function GirthFields(props: FieldsProps) {
  const { fields, known } = props
  const sites = optionsOf(girthSites, known)
  return (
    <>
      <Select field={fields.site} label="Where" placeholder="Choose" options={sites} required />
      <SideFields field={fields.side} isOneOnly />
      <TextInput
        field={fields.girth}
        label="Girth, cm"
        hint="To a millimetre: 48.5"
        inputMode="decimal"
        maxLength={5}
        autoComplete="off"
        required
      />
      <Circumstances {...props} device="tape with a spring" position="lying, knee straight" />
    </>
  )
}

const moved = [
  { value: 'active', label: 'Active', hint: 'The client moves it.' },
  { value: 'passive', label: 'Passive', hint: 'Somebody else moves it.' },
]

export function MotionFields(props: FieldsProps) {
  const { fields, known } = props
  const names = optionsOf([...usualEnds.keys()], known)
  const options = names.map(({ value }) => {
    const end = usualEnds.get(value)
    return { value, label: end === undefined ? value : `${value} (usually to about ${end}°)` }
  })
  return (
    <>
      <Select
        field={fields.movement}
        label="Movement"
        hint="The usual ends are not verified: they help to see a slip."
        placeholder="Choose"
        options={options}
        required
      />
      <SideFields field={fields.side} isOneOnly />
      <RadioCards field={fields.moved} label="Who moves the joint?" options={moved} required />
      <TextInput
        field={fields.degrees}
        label="Degrees"
        hint="Whole degrees. A knee that lacks 5 to straight is -5 of extension."
        maxLength={5}
        autoComplete="off"
        required
      />
      <Circumstances {...props} device="goniometer, long arm" position="lying on the back" />
    </>
  )
}

export function PainFields({ fields }: FieldsProps) {
  const scale = Array.from({ length: 11 }, (_, nrs) => ({ value: String(nrs), label: String(nrs) }))
  return <Select field={fields.nrs} label="Pain now" placeholder="Choose" options={scale} required />
}
