/** The conditions a screening asks for, each with its outcome and where that comes from (clinical-rules, "Who must not"). */
import { also, type Citation, issa, nascimento, noting, secondary } from './rule-book/sources'

/** What something that stands makes of a screening; `appliesTo` bfr: a program without restriction is left a precaution. */
export type Weight = {
  outcome: 'precaution' | 'elevated' | 'no-restriction' | 'no-exercise'
  appliesTo: 'bfr' | 'all'
}

/** `sitsInLimb`: it counts for the limb it sits in, and the screening asks which. */
export type Condition = Weight & Citation & { name: string; sitsInLimb: boolean }

const noExercise = { outcome: 'no-exercise', appliesTo: 'all', sitsInLimb: false } as const
const noRestriction = { outcome: 'no-restriction', appliesTo: 'bfr', sitsInLimb: false } as const
const noRestrictionThere = { ...noRestriction, sitsInLimb: true } as const
const elevated = { outcome: 'elevated', appliesTo: 'bfr', sitsInLimb: false } as const
const elevatedThere = { ...elevated, sitsInLimb: true } as const
const precaution = { outcome: 'precaution', appliesTo: 'all', sitsInLimb: false } as const

const issaAndSecondary = also(issa, 'secondary source')

export const conditions = {
  'unstable-angina': { name: 'Unstable angina', ...noExercise, ...nascimento(5) },
  'infarction-recent': {
    name: 'Heart attack (infarction) in the last 3 months',
    ...noExercise,
    ...also(nascimento(5), 'the span of 3 months: house rule'),
  },
  'heart-failure-nyha-3-4': { name: 'Heart failure, NYHA class III or IV', ...noExercise, ...nascimento(5) },
  'arrhythmia-uncontrolled': { name: 'Uncontrolled arrhythmia', ...noExercise, ...nascimento(5) },
  'aortic-aneurysm': { name: 'Aortic aneurysm', ...noExercise, ...nascimento(5) },
  'acute-illness-with-fever': { name: 'Acute illness with fever', ...noExercise, ...secondary },

  pregnancy: { name: 'Pregnancy', ...noRestriction, ...noting(issa, '"never"') },
  'blood-clot-history': {
    name: 'Blood clot (DVT, PE), however old',
    ...noRestriction,
    ...noting(issa, '"even fatal"'),
  },
  'sickle-cell-disease': { name: 'Sickle-cell disease', ...noRestriction, ...secondary },
  'open-wound': { name: 'Open wound', ...noRestrictionThere, ...secondary },
  'limb-infection': { name: 'Infection', ...noRestrictionThere, ...secondary },
  'crush-injury': { name: 'Crush injury', ...noRestrictionThere, ...secondary },
  'dialysis-access': { name: 'Dialysis access', ...noRestrictionThere, ...secondary },
  'vascular-graft': { name: 'Vascular graft', ...noRestrictionThere, ...secondary },

  hypertension: {
    name: 'High blood pressure, diagnosed or treated',
    ...elevated,
    ...noting(issa, '"should refrain"'),
  },
  'heart-disease-other': { name: 'Heart disease of any other kind', ...elevated, ...issa },
  'infarction-old': { name: 'Heart attack (infarction) longer than 3 months ago', ...elevated, ...issa },
  'arrhythmia-controlled': { name: 'Controlled arrhythmia', ...elevated, ...issa },
  'heart-failure-nyha-1-2': { name: 'Heart failure, NYHA class I or II', ...elevated, ...issa },
  'heart-failure-class-unknown': { name: 'Heart failure, NYHA class not known: ask', ...elevated, ...issa },
  'vascular-disease': { name: 'Vascular disease of any kind', ...elevated, ...issaAndSecondary },
  'stroke-or-tia': { name: 'Stroke or TIA', ...elevated, ...issaAndSecondary },
  'peripheral-arterial-disease': { name: 'Peripheral arterial disease', ...elevated, ...issaAndSecondary },
  'poor-circulation': { name: 'Poor circulation', ...elevated, ...issaAndSecondary },
  'varicose-veins': { name: 'Varicose veins', ...elevated, ...issaAndSecondary },
  lymphoedema: { name: 'Lymphoedema', ...elevatedThere, ...secondary },

  cancer: { name: 'Cancer (clot risk)', ...precaution, ...nascimento(3) },
  thrombophilia: { name: 'Thrombophilia (clot risk)', ...precaution, ...nascimento(3) },
  'immobile-for-a-day': { name: 'Immobile for a day or longer (clot risk)', ...precaution, ...nascimento(3) },
  'leg-paralysis': { name: 'Leg paralysis (clot risk)', ...precaution, ...nascimento(3) },
  'muscle-wasting-illness': {
    name: 'Chronic illness that reduces muscle mass',
    ...precaution,
    ...issaAndSecondary,
  },
  'chronic-pain': { name: 'Chronic pain', ...precaution, ...issaAndSecondary },
  diabetes: { name: 'Diabetes', ...precaution, ...issaAndSecondary },
} as const satisfies Record<string, Condition>

export type ConditionCode = keyof typeof conditions

export const conditionCodes = Object.keys(conditions) as ConditionCode[]

/** What the table says of a condition, without the narrow types of its row. */
export function conditionOf(code: ConditionCode): Condition {
  return conditions[code]
}
