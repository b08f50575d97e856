/** The check before a session with its start: what is new, how it was since, today's pressure, and where it takes place. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { Limb } from '~/domain/limb'
import { isBfr, type Mode } from '~/domain/prescription'
import { pressureBefore } from '~/domain/pressure-asked'
import type { SessionWeek } from '~/domain/session-week'
import { sleeps } from '~/domain/session-check'
import { Card } from './card'
import { AfterFields } from './check/after-fields'
import { followedWords, sleepWords, type ToldTyped } from './check/check-words'
import { CuffList, type Cuff } from './check/cuff-list'
import { SymptomFields } from './check/symptom-fields'
import { isStopped, StoppedByPressure, type TakenToday, TodaysPressures } from './check/todays-pressures'
import { RadioCards } from './choice'
import { type ClinicFormat, formatInstant } from './format'
import { CommandKey, NumberInput, Textarea } from './form'
import { lineTitle } from './live/line-words'
import { ErrorSummary, Notice } from './notice'
import { PressureFields } from './screening/pressure-fields'
import { SubmitButton } from './submit-button'
import { modeWords } from './words'

type Line = { id: string; exercise: string; mode: Mode; limb: Limb | null }
type Asked = {
  asksPressure: boolean
  needsPressure: boolean
  pressures: readonly TakenToday[]
  cuffs: readonly Cuff[]
  lopValidDays: number
  checkIns: readonly { sessionAt: string; isFirst: boolean }[]
  week: SessionWeek
  isBeyondWeek: boolean
}
type StartProps = {
  programId: string
  clientId: string
  commandKey: string
  isPlain: boolean
  lines: readonly Line[]
  asked: Asked
  lastResult: SubmissionResult | undefined
  format: ClinicFormat
}

const pressureNames = ['systolic1', 'diastolic1', 'systolic2', 'diastolic2'] as const
/** As they stand on the page. */
const names = [
  'symptoms',
  'otherSymptom',
  'painNrs',
  'sleep',
  'after',
  'effects',
  ...pressureNames,
  'weekReason',
  'place',
] as const
type Typed = ToldTyped & Partial<Record<(typeof pressureNames)[number] | 'sleep' | 'place' | 'weekReason', string>>

export const places = [
  { value: 'clinic', label: 'Clinic' },
  { value: 'home', label: 'Home' },
]

function startWords(isPlain: boolean, isAgain: boolean): string {
  const start = isPlain ? 'Start without the cuff' : 'Start session'
  return isAgain ? `${start}, if in range` : start
}

export function StartForm({ programId, clientId, commandKey, isPlain, lines, asked, lastResult, format }: StartProps) {
  const [form, fields] = useForm<Typed>({ id: 'check', lastResult, defaultValue: { place: 'clinic' } })
  const mistakes = [
    ...(form.errors ?? []).map((message) => ({ message })),
    ...names.flatMap((name) => (fields[name].errors ?? []).map((message) => ({ message, fieldId: fields[name].id }))),
  ]
  const [open] = asked.checkIns
  return (
    // Without the browser's own complaints: a sign is sent whatever else is missing.
    <Form
      method="post"
      action={`/programs/${programId}/session`}
      className="stack short-choices"
      id={form.id}
      noValidate
    >
      <ErrorSummary title="No session was started" mistakes={mistakes} />
      <CommandKey value={commandKey} />
      <StoppedByPressure pressures={asked.pressures} format={format} />
      <Card title="How is it today?">
        <div className="form">
          <SymptomFields
            fields={fields}
            since="since the last session"
            otherwise="The session may start, and who cleared the program is told."
          />
          <div className="form-row">
            <NumberInput field={fields.painNrs} label="Pain now, 0 to 10" min={0} max={10} step={1} optional />
            <RadioCards
              field={fields.sleep}
              label="Slept"
              options={sleeps.map((value) => ({ value, label: sleepWords[value] }))}
              optional
            />
          </div>
        </div>
      </Card>
      {open ? (
        <Card title="A check-in is open" sub={`after ${followedWords(open.isFirst)}`}>
          <AfterFields
            fields={fields}
            label={`Soreness, swelling or stiffness since ${formatInstant(open.sessionAt, format)}?`}
          />
        </Card>
      ) : null}
      <PressureCard fields={fields} asked={asked} format={format} />
      {asked.cuffs.length > 0 && !isPlain ? (
        <Card title="Is each cuff measured?" sub={`LOP, good for ${asked.lopValidDays} days`}>
          <CuffList cuffs={asked.cuffs} validDays={asked.lopValidDays} clientId={clientId} format={format} />
        </Card>
      ) : null}
      <Card title="What runs now">
        <div className="form">
          <RunningLines lines={lines.filter(({ mode }) => !isPlain || !isBfr(mode))} />
          {asked.isBeyondWeek ? <OneMore week={asked.week} field={fields.weekReason} /> : null}
          <RadioCards field={fields.place} label="Where" options={places} />
          <SubmitButton size="large" pendingLabel="Sending …">
            {startWords(isPlain, isStopped(asked.pressures))}
          </SubmitButton>
        </div>
      </Card>
    </Form>
  )
}

function OneMore({ week, field }: { week: SessionWeek; field: Parameters<typeof Textarea>[0]['field'] }) {
  return (
    <>
      <Notice tone="wait" title={`Session ${week.done + 1} of this week, ${week.most} cleared`}>
        More in the week than cleared goes to the clinician as a deviation.
      </Notice>
      <Textarea field={field} label="Why one more this week?" maxLength={500} required />
    </>
  )
}

function RunningLines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id}>
          {lineTitle(line)} <span className="dim">· {modeWords[line.mode]}</span>
        </li>
      ))}
    </ul>
  )
}

function legendAfter(pressures: readonly TakenToday[]): string | undefined {
  if (pressures.length === 0) return undefined
  return isStopped(pressures) ? 'Reading now, after 5 minutes of rest' : 'Another reading now'
}

type PressureFieldsProps = Parameters<typeof PressureFields>[0]
type Fields = Record<(typeof pressureNames)[number], PressureFieldsProps['first']['systolic']>

/** Open where it is asked for or was taken; otherwise to be opened by who measured one all the same. */
function PressureCard({ fields, asked, format }: { fields: Fields } & Pick<StartProps, 'asked' | 'format'>) {
  const { asksPressure, needsPressure, pressures } = asked
  const inputs = (
    <div className="stack">
      {isStopped(pressures) ? null : <TodaysPressures pressures={pressures} format={format} />}
      {asksPressure ? <p className="dim small">{pressureBefore.source}.</p> : null}
      <PressureFields
        first={{ systolic: fields.systolic1, diastolic: fields.diastolic1 }}
        second={{ systolic: fields.systolic2, diastolic: fields.diastolic2 }}
        isRequired={needsPressure}
        isAlone={isStopped(pressures)}
        legend={legendAfter(pressures)}
      />
    </div>
  )
  if (asksPressure || pressures.length > 0) {
    return (
      <Card title="Blood pressure" sub={asksPressure ? 'the screening asks for it before each session' : undefined}>
        {inputs}
      </Card>
    )
  }
  const isTyped = pressureNames.some((name) => fields[name].errors || fields[name].initialValue)
  return (
    <details className="card card-body" open={isTyped}>
      <summary>Blood pressure (not asked for)</summary>
      <div className="mt-3">{inputs}</div>
    </details>
  )
}
