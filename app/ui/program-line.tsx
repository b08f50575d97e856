/** One line of a program being written: its fields, and the rule book beside them. */
import type { FieldMetadata } from '@conform-to/react'
import type { ReactNode } from 'react'
import { limbs } from '~/domain/limb'
import { modes } from '~/domain/prescription'
import type { LineField } from '~/domain/typed-line'
import type { HeadField } from '~/domain/typed-program'
import type { LoadUnit } from '~/domain/units'
import { ExerciseNote } from './exercise-note'
import { NumberInput, Select, TextInput } from './form'
import { formatLoad } from './format'
import { Notice } from './notice'
import { RuleChecks } from './rule-checks'
import type { CheckedLine } from './use-rule-checks'
import { limbWords, modeWords } from './words'

export const exerciseListId = 'exercises'

/** The form as Conform knows it. */
export type ProgramFields = Record<HeadField | 'supervisedBy', string> & { lines: Record<LineField, string>[] }

type Fields = Record<LineField, FieldMetadata<string>>
type Formats = { locale: string; units: LoadUnit }

type LineProps = {
  title: string
  fields: Fields
  checked: CheckedLine | undefined
  formats: Formats
  /** The client may wear no cuff at all. */
  isCuffBarred: boolean
  buttons: ReactNode
}

export function ProgramLine({ title, fields, checked, formats, isCuffBarred, buttons }: LineProps) {
  const load = checked?.load
  return (
    <fieldset className="line">
      <legend>{title}</legend>
      <div className="line-fields">
        <WhatFields fields={fields} isCuffBarred={isCuffBarred} />
        <div className="line-sets stack">
          <DoseFields fields={fields} units={formats.units} />
          {load && checked.line?.load.kind === 'percent-1rm' ? (
            <p>
              = <b>{formatLoad(load.loadG, formats)}</b>{' '}
              <span className="dim">from this limb’s tested 1RM, to the plates</span>
            </p>
          ) : null}
        </div>
        <CuffFields fields={fields} />
        <div className="line-aerobic form-row">
          <NumberInput
            field={fields.aerobicPercent}
            label="How hard, of VO2max or heart-rate reserve"
            unit="%"
            min={1}
            max={100}
            step={1}
          />
          <NumberInput field={fields.aerobicMinutes} label="How long" unit="min" min={1} max={180} step={1} />
        </div>
        {buttons}
      </div>
      <div aria-live="polite">
        {checked?.line ? (
          <RuleChecks checks={checked.checks} label={`${title} against the rule book`} />
        ) : (
          <Notice title="Not checked yet">Fill in this line and the rule book is held against it here.</Notice>
        )}
      </div>
    </fieldset>
  )
}

function WhatFields({ fields, isCuffBarred }: { fields: Fields; isCuffBarred: boolean }) {
  const modeOptions = modes.map((value) => ({
    value,
    label: modeWords[value],
    // What is chosen already stays, or it would not be sent.
    disabled: isCuffBarred && value.startsWith('bfr-') && value !== fields.mode.initialValue,
  }))
  const limbOptions = limbs.map((value) => ({ value, label: limbWords[value] }))
  return (
    <>
      <TextInput
        field={fields.exercise}
        label="Exercise"
        hint="One of the list, or your own words"
        list={exerciseListId}
        maxLength={120}
        required
      />
      <ExerciseNote exercise={fields.exercise.value} mode={fields.mode.value} limb={fields.limb.value} />
      <div className="form-row">
        <div className="line-mode">
          <Select field={fields.mode} label="How" options={modeOptions} required />
        </div>
        <Select field={fields.limb} label="Limb" options={limbOptions} placeholder="trunk or whole body" />
      </div>
    </>
  )
}

function DoseFields({ fields, units }: { fields: Fields; units: LoadUnit }) {
  const loadOptions = [
    { value: 'percent-1rm', label: '% of 1RM' },
    { value: 'kg', label: units },
    { value: 'rpe', label: 'RPE at most' },
    { value: 'none', label: 'no load, body weight' },
  ]
  return (
    <>
      <div className="form-row">
        <div className="line-load-kind">
          <Select field={fields.loadKind} label="Load in" options={loadOptions} />
        </div>
        <div className="line-load">
          <TextInput field={fields.load} label="Load" inputMode="decimal" autoComplete="off" maxLength={12} />
        </div>
        <TextInput field={fields.reps} label="Sets, one number each" autoComplete="off" maxLength={80} />
      </div>
      <div className="form-row">
        <NumberInput
          field={fields.restSeconds}
          label="Rest between sets"
          unit="s"
          min={0}
          max={1800}
          step={1}
          optional
        />
        <NumberInput
          field={fields.tempoSeconds}
          label="One repetition"
          unit="s"
          min={0.5}
          max={60}
          step={0.1}
          optional
        />
      </div>
    </>
  )
}

function CuffFields({ fields }: { fields: Fields }) {
  const pressureOptions = [
    { value: 'percent-lop', label: '% LOP (AOP)' },
    { value: 'mmhg', label: 'mmHg' },
  ]
  return (
    <div className="line-cuff stack">
      <div className="form-row">
        <Select field={fields.pressureKind} label="Pressure in" options={pressureOptions} />
        <NumberInput field={fields.pressure} label="Pressure" min={1} max={400} step={1} />
        <NumberInput field={fields.cuffWidthCm} label="Cuff width" unit="cm" min={3} max={25} step={0.1} />
      </div>
      <div className="form-row">
        <NumberInput field={fields.restrictionMinutes} label="Cuff on" unit="min" min={0.5} max={60} step={0.1} />
        <NumberInput field={fields.reperfusionSeconds} label="Cuff off after it" unit="s" min={0} max={3600} step={1} />
      </div>
    </div>
  )
}
