/** The boxes of one condition: ticked or not; for one that sits in a limb, a box a limb. */
import { useId } from 'react'
import { type ConditionCode, conditionOf } from '~/domain/conditions'
import { type Option, optionsOf } from '~/domain/screening-questions'
import { limbWords } from '../words'

/** `picked`: the values ticked so far, typed or suggested. */
type BoxProps = { code: ConditionCode; picked: readonly string[] }

export function ConditionBox({ code, picked }: BoxProps) {
  const options = optionsOf(code)
  if (options.length > 1) return <LimbBoxes legend={conditionOf(code).name} options={options} picked={picked} />
  return <PlainBox option={options[0] as Option} picked={picked} label={conditionOf(code).name} />
}

export function PlainBox({ option, picked, label }: { option: Option; picked: readonly string[]; label: string }) {
  return (
    <label className="check">
      <input type="checkbox" name="condition" value={option.value} defaultChecked={picked.includes(option.value)} />
      <span>{label}</span>
    </label>
  )
}

type LimbProps = { legend: string; options: readonly Option[]; picked: readonly string[] }

export function LimbBoxes({ legend, options, picked }: LimbProps) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id} className="grid gap-x-4 gap-y-1 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <span id={id}>{legend}</span>
      <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-[repeat(4,6rem)_minmax(0,1fr)]">
        {options.map((option) => (
          <PlainBox
            key={option.value}
            option={option}
            picked={picked}
            label={option.limb ? limbWords[option.limb] : 'not known which'}
          />
        ))}
      </div>
    </fieldset>
  )
}
