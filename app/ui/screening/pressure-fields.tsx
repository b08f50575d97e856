/** Today's blood pressure: both numbers, its class as one types, and a second reading after five minutes of rest. */
import { type FormEvent, useState } from 'react'
import {
  type BloodPressure,
  isMeasurement,
  pressureClass,
  pressureClasses,
  reaches,
  stopPressure,
} from '~/domain/blood-pressure'
import { type FieldMeta, typedValue } from '../field'
import { NumberInput } from '../form'
import { StatusBadge } from '../status-badge'
import { pressureWords } from './pressure-words'

type Reading = { systolic: FieldMeta; diastolic: FieldMeta }
type Typed = { systolic?: string; diastolic?: string }

function readingOf({ systolic, diastolic }: Typed): BloodPressure | null {
  if (!systolic || !diastolic) return null
  const reading = { systolic: Number(systolic), diastolic: Number(diastolic) }
  return isMeasurement(reading) ? reading : null
}

/** What came back with the form, so that its class stands there before any script. */
function typedIn({ systolic, diastolic }: Reading): Typed {
  return { systolic: typedValue(systolic), diastolic: typedValue(diastolic) }
}

const isStop = (reading: BloodPressure | null) => reading !== null && reaches(reading, stopPressure)

type PressureProps = {
  first: Reading
  second: Reading
  isRequired?: boolean
  /** How the first one is called: a repeat of an earlier one has rested already. */
  legend?: string
  /** It is the second one already. */
  isAlone?: boolean
}

export function PressureFields({ first, second, isRequired = true, legend, isAlone = false }: PressureProps) {
  const [typed, setTyped] = useState<[Typed, Typed]>([typedIn(first), typedIn(second)])
  const readings = typed.map(readingOf)
  const keep = (index: 0 | 1) => (event: FormEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLInputElement)) return
    const { name, value } = event.target
    const part = name.startsWith('systolic') ? 'systolic' : 'diastolic'
    setTyped((before) =>
      index === 0 ? [{ ...before[0], [part]: value }, before[1]] : [before[0], { ...before[1], [part]: value }],
    )
  }
  return (
    <div className="grid gap-4">
      <ReadingFields
        legend={legend ?? 'First reading, sitting'}
        reading={first}
        typed={readings[0] ?? null}
        onInput={keep(0)}
        isRequired={isRequired}
      />
      <p className={isStop(readings[0] ?? null) ? 'font-semibold text-stop' : 'dim small'}>
        At {stopPressure.systolic} or more, or {stopPressure.diastolic} or more, nobody exercises. Let them rest for 5
        minutes and measure again: the last reading decides, and both are kept.
      </p>
      {isAlone ? null : (
        <ReadingFields
          legend="Second reading, after 5 minutes of rest"
          reading={second}
          typed={readings[1] ?? null}
          onInput={keep(1)}
        />
      )}
      <Classes />
    </div>
  )
}

type ReadingProps = {
  legend: string
  reading: Reading
  typed: BloodPressure | null
  onInput: (event: FormEvent<HTMLElement>) => void
  isRequired?: boolean
}

function ReadingFields({ legend, reading, typed, onInput, isRequired = false }: ReadingProps) {
  return (
    <fieldset className="field" onInput={onInput}>
      <legend>
        {legend}
        {isRequired ? null : <span className="field-optional"> (optional)</span>}
      </legend>
      <div className="flex flex-wrap items-start gap-3">
        <div className="w-36">
          <NumberInput field={reading.systolic} label="Systolic" unit="mmHg" min={40} max={350} required={isRequired} />
        </div>
        <div className="w-36">
          <NumberInput
            field={reading.diastolic}
            label="Diastolic"
            unit="mmHg"
            min={10}
            max={250}
            required={isRequired}
          />
        </div>
        <p className="self-end pb-2" role="status">
          {typed ? <ClassBadge reading={typed} /> : null}
        </p>
      </div>
    </fieldset>
  )
}

export function ClassBadge({ reading }: { reading: BloodPressure }) {
  const { word, tone } = pressureWords[pressureClass(reading)]
  const icon = { ok: 'check', off: 'dot', wait: 'dot', stop: 'triangle', justify: 'triangle', hold: 'bars' } as const
  return (
    <StatusBadge tone={tone} icon={icon[tone]}>
      {word}
    </StatusBadge>
  )
}

function Classes() {
  return (
    <details>
      <summary className="small">The classes (ACC/AHA 2017, secondary source)</summary>
      <dl className="facts mt-2 small">
        {pressureClasses.map((each) => (
          <div key={each} className="contents">
            <dt>{pressureWords[each].word}</dt>
            <dd>{pressureWords[each].range}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
