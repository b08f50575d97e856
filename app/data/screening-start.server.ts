/** What the questionnaire shows before anybody has answered: the draft, with everything that is past named as past. */
import type { CalendarDay } from '~/domain/calendar-day'
import { daysBetween } from '~/domain/calendar-day'
import type { Questionnaire, ScreeningFacts } from './screening-facts.server'

/** Longer ago it plays no part (clinical-rules: surgery in the last 4 weeks). */
const surgeryWeeks = 4

/** Only what the page shows; typed values are texts, as a form has them. */
export function startOf({ facts, draft, questions }: Questionnaire, today: CalendarDay) {
  const { earlier } = facts
  const known = draft.anticoagulants.concat(draft.oestrogens)
  const weeksAgo = surgeryWeeksAgo(facts, today)
  const bmi = newerBmi(facts, draft.lastBmi)
  const medication = earlier?.answers.medication
  return {
    questions,
    lastPressures: [
      ...(earlier ? [{ ...earlier.reading, on: earlier.on, where: 'screening' as const }] : []),
      ...(draft.lastBloodPressure
        ? [{ ...numbersOf(draft.lastBloodPressure), on: draft.lastBloodPressure.measuredOn, where: 'record' as const }]
        : []),
    ],
    body: {
      ageYears: draft.ageYears,
      bmi: bmi && { on: bmi.on, where: bmi.where },
      typed: {
        bmi: bmi ? upToTenth(bmi.value) : undefined,
        hadSurgery: weeksAgo === null ? undefined : 'yes',
        surgeryWeeksAgo: weeksAgo === null ? undefined : String(weeksAgo),
      },
    },
    medication: {
      anticoagulants: draft.anticoagulants,
      oestrogens: draft.oestrogens,
      others: draft.medications.filter((label) => !known.includes(label)),
      typed: {
        isOnAnticoagulant: draft.anticoagulants.length > 0 || medication?.isOnAnticoagulant ? 'on' : undefined,
        anticoagulantFor: medication?.anticoagulantFor ?? undefined,
        isOnOestrogen: draft.oestrogens.length > 0 || medication?.isOnOestrogen ? 'on' : undefined,
      },
    },
    notUnderstood: draft.notUnderstood.length,
  }
}

function numbersOf({ systolic, diastolic }: { systolic: number; diastolic: number }) {
  return { systolic, diastolic }
}

function newerBmi({ earlier }: ScreeningFacts, recorded: { value: number; measuredOn: CalendarDay } | null) {
  const answered = earlier?.answers.bmi
  if (earlier && answered && (!recorded || earlier.on >= recorded.measuredOn)) {
    return { value: answered, on: earlier.on, where: 'screening' as const }
  }
  return recorded && { value: recorded.value, on: recorded.measuredOn, where: 'record' as const }
}

/** Of the note, else of the answer before, counted on to today; null where it is none, or too long ago to matter. */
function surgeryWeeksAgo({ noted, earlier }: ScreeningFacts, today: CalendarDay): number | null {
  const weeksSince = (day: CalendarDay) => Math.max(0, Math.floor(daysBetween(day, today) / 7))
  const note = noted.find(({ kind }) => kind === 'surgery')
  if (note) return weeksSince(note.on)
  const answered = earlier?.answers.surgery
  if (!earlier || !answered) return null
  const weeks = answered.weeksAgo + weeksSince(earlier.on)
  return weeks <= surgeryWeeks ? weeks : null
}

/** Never down: a BMI of 30.04 is over 30 (clinical-rules), and stays so. */
function upToTenth(value: number): string {
  return String(Math.ceil(Number((value * 10).toFixed(6))) / 10)
}
