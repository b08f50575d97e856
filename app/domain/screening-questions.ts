/** The questions of a screening: what the record, earlier answers and notes suggest first, then everything else once. */
import type { CalendarDay } from './calendar-day'
import { type ConditionCode, conditionCodes, conditionOf } from './conditions'
import { type Limb, limbs } from './limb'
import type { ScreeningAnswers } from './screening'
import type { ScreeningDraft } from './screening-draft'

/** How a line stands: active, over, over but counting, noted here since, answered at the screening before. */
export type Mark = 'current' | 'over' | 'history' | 'noted' | 'earlier'

/** `on`: the day it was noted or answered, where the text does not name it. */
export type SourceLine = { text: string; mark: Mark; on: CalendarDay | null }

/** `value` is what the form sends: a code, or a code and the limb it sits in, `open-wound:left-leg`. */
export type Option = { value: string; code: ConditionCode; limb: Limb | null; isPicked: boolean }

/** A suggestion to confirm or to reject: ticked, unless it was rejected at the screening before. */
export type Suggested = {
  code: ConditionCode
  options: Option[]
  lines: SourceLine[]
  ask: string | null
  wasRejected: boolean
}

export type Group = { name: string; codes: ConditionCode[] }

export type Questions = { suggested: Suggested[]; shown: SourceLine[]; groups: Group[] }

/** What the newest screening answered, with what it did not confirm. */
export type Earlier = { conditions: ScreeningAnswers['conditions']; rejected: ConditionCode[]; on: CalendarDay }

/** What was noted of the client after the newest screening. */
export type Noted = { kind: EventKind; on: CalendarDay; note: string }

export const eventKinds = ['pregnancy', 'surgery', 'blood-clot'] as const
export type EventKind = (typeof eventKinds)[number]

/** The forms one thing has, the one on the safe side first: a record rarely says which. */
const forms: Partial<Record<ConditionCode, ConditionCode[]>> = {
  'infarction-recent': ['infarction-recent', 'infarction-old'],
  'infarction-old': ['infarction-old', 'infarction-recent'],
  'heart-failure-class-unknown': ['heart-failure-class-unknown', 'heart-failure-nyha-1-2', 'heart-failure-nyha-3-4'],
  'arrhythmia-uncontrolled': ['arrhythmia-uncontrolled', 'arrhythmia-controlled'],
}

export const groups: Group[] = [
  {
    name: 'Now',
    codes: ['pregnancy', 'acute-illness-with-fever', 'immobile-for-a-day'],
  },
  {
    name: 'Blood and vessels',
    codes: [
      'blood-clot-history',
      'hypertension',
      'stroke-or-tia',
      'peripheral-arterial-disease',
      'poor-circulation',
      'varicose-veins',
      'vascular-disease',
      'sickle-cell-disease',
      'thrombophilia',
    ],
  },
  {
    name: 'Heart',
    codes: [
      'unstable-angina',
      'infarction-recent',
      'infarction-old',
      'heart-failure-nyha-3-4',
      'heart-failure-nyha-1-2',
      'heart-failure-class-unknown',
      'arrhythmia-uncontrolled',
      'arrhythmia-controlled',
      'aortic-aneurysm',
      'heart-disease-other',
    ],
  },
  {
    name: 'Other illness',
    codes: ['diabetes', 'cancer', 'chronic-pain', 'muscle-wasting-illness', 'leg-paralysis'],
  },
  {
    name: 'In a limb',
    codes: ['open-wound', 'limb-infection', 'crush-injury', 'dialysis-access', 'vascular-graft', 'lymphoedema'],
  },
]

const notedCodes: Record<EventKind, ConditionCode | null> = {
  pregnancy: 'pregnancy',
  'blood-clot': 'blood-clot-history',
  surgery: null,
}

export function questionsOf(draft: ScreeningDraft, earlier: Earlier | null, noted: readonly Noted[]): Questions {
  const suggested: Suggested[] = []
  for (const { code, source, line, ask } of draft.suggestions) {
    addLine(suggested, code, { text: line, mark: source.isCurrent ? 'current' : 'history', on: null }, ask)
  }
  for (const { code } of earlier?.conditions ?? []) {
    addLine(
      suggested,
      code,
      { text: 'Confirmed at the screening before', mark: 'earlier', on: earlier?.on ?? null },
      null,
    )
  }
  for (const { kind, on, note } of noted) {
    const code = notedCodes[kind]
    if (code) addLine(suggested, code, { text: note || 'Noted since the screening before', mark: 'noted', on }, null)
  }
  const asked = new Set(suggested.flatMap(({ code }) => forms[code] ?? [code]))
  return {
    suggested: suggested.map((each) => picked(each, earlier)),
    shown: draft.shown.map(({ source, line }) => ({
      text: line,
      mark: source.isCurrent ? 'current' : 'over',
      on: null,
    })),
    groups: groups.map(({ name, codes }) => ({ name, codes: codes.filter((code) => !asked.has(code)) })),
  }
}

/** The boxes of one condition: itself, or each limb and "not known which". */
export function optionsOf(code: ConditionCode): Option[] {
  const whole = { value: code, code, limb: null, isPicked: false }
  if (!conditionOf(code).sitsInLimb) return [whole]
  return [...limbs.map((limb) => ({ ...whole, value: `${code}:${limb}`, limb })), whole]
}

/** The ticked boxes as answers; null when one of them is no box of ours. */
export function conditionsOf(values: readonly string[]): ScreeningAnswers['conditions'] | null {
  const known = conditionCodes.flatMap(optionsOf)
  const found = [...new Set(values)].map((value) => known.find((option) => option.value === value))
  return found.every((option) => option !== undefined) ? found.map(({ code, limb }) => ({ code, limb })) : null
}

/** A clot that was noted is a history of clots, ticked or not (clinical-rules, "however old"). */
export function withNotedClot(
  conditions: ScreeningAnswers['conditions'],
  hasClotNoted: boolean,
): ScreeningAnswers['conditions'] {
  const code = 'blood-clot-history'
  return !hasClotNoted || conditions.some((condition) => condition.code === code)
    ? conditions
    : [...conditions, { code, limb: null }]
}

/** What was suggested and left unticked in all its forms. */
export function rejectedOf(
  questions: Pick<Questions, 'suggested'>,
  conditions: ScreeningAnswers['conditions'],
): ConditionCode[] {
  const confirmed = new Set(conditions.map(({ code }) => code))
  const left = questions.suggested.filter(({ options }) => !options.some(({ code }) => confirmed.has(code)))
  return left.map(({ code }) => code)
}

// One question a condition, however many lines say it, and whichever of its forms they name.
function addLine(suggested: Suggested[], code: ConditionCode, line: SourceLine, ask: string | null): void {
  const known = suggested.find((each) => (forms[each.code] ?? [each.code]).includes(code))
  if (known) known.lines.push(line)
  else {
    const options = (forms[code] ?? [code]).flatMap(optionsOf)
    suggested.push({ code, options, lines: [line], ask, wasRejected: false })
  }
}

function picked(question: Suggested, earlier: Earlier | null): Suggested {
  const own = question.options.map(({ value }) => value)
  const before = (earlier?.conditions ?? [])
    .map(({ code, limb }) => (limb ? `${code}:${limb}` : code))
    .filter((value) => own.includes(value))
  const isNoted = question.lines.some(({ mark }) => mark === 'noted')
  const wasRejected = before.length === 0 && !isNoted && (earlier?.rejected.includes(question.code) ?? false)
  const ticked = before.length > 0 ? before : wasRejected ? [] : [question.code]
  const options = question.options.map((option) => ({ ...option, isPicked: ticked.includes(option.value) }))
  return { ...question, options, wasRejected }
}
