/** What was answered at a screening, line by line, with what was suggested and not confirmed. */
import type { BloodPressure } from '~/domain/blood-pressure'
import { type ConditionCode, conditionOf } from '~/domain/conditions'
import type { ScreeningAnswers } from '~/domain/screening'
import { KeyValue } from '../key-value'
import { limbWords } from '../words'
import { ClassBadge } from './pressure-fields'
import { pressureNumbers } from './pressure-words'

type Answers = ScreeningAnswers & { rejected: ConditionCode[] }

export function AnswerList({ answers, note }: { answers: Answers; note: string | null }) {
  const { ageYears, bmi, bloodPressures, painNrs, surgery, conditions, rejected } = answers
  const facts = [
    { term: 'Blood pressure', value: <Readings readings={bloodPressures} /> },
    { term: 'Conditions', value: conditions.length > 0 ? <Conditions conditions={conditions} /> : 'none' },
    ...(rejected.length > 0 ? [{ term: 'On record, not confirmed', value: rejected.map(nameOf).join('; ') }] : []),
    { term: 'Medication', value: medicationWords(answers.medication) },
    { term: 'Surgery', value: surgery ? surgeryWords(surgery.weeksAgo) : 'none in the last weeks' },
    { term: 'Pain today', value: painNrs === null ? 'not asked' : `${painNrs} of 10` },
    { term: 'Age', value: ageYears },
    { term: 'BMI', value: bmi ?? 'not known' },
    ...(note ? [{ term: 'Note', value: note }] : []),
  ]
  return <KeyValue facts={facts} />
}

function nameOf(code: ConditionCode): string {
  return conditionOf(code).name
}

function Conditions({ conditions }: Pick<Answers, 'conditions'>) {
  return (
    <ul>
      {conditions.map(({ code, limb }) => (
        <li key={`${code}${limb}`}>
          {nameOf(code)}
          {limb ? `, ${limbWords[limb]}` : null}
        </li>
      ))}
    </ul>
  )
}

function Readings({ readings }: { readings: readonly BloodPressure[] }) {
  return (
    <ul className="grid gap-1">
      {readings.map((reading, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: readings may be alike, and their order is what they are
        <li key={index} className="flex flex-wrap items-center gap-x-2">
          {pressureNumbers(reading)} <ClassBadge reading={reading} />
          {readings.length > 1 ? (
            <span className="dim small">{index === readings.length - 1 ? 'decides' : 'before the rest'}</span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function medicationWords({ isOnAnticoagulant, anticoagulantFor, isOnOestrogen }: Answers['medication']): string {
  const parts = [
    isOnAnticoagulant ? `blood thinner, for: ${anticoagulantFor ?? 'not known'}` : null,
    isOnOestrogen ? 'oestrogen' : null,
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join('; ') : 'no blood thinner, no oestrogen'
}

function surgeryWords(weeksAgo: number): string {
  if (weeksAgo === 0) return 'this week'
  return weeksAgo === 1 ? '1 week ago' : `${weeksAgo} weeks ago`
}
