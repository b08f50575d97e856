/** The conditions a screening asks for, each with its outcome and where that comes from (clinical-rules, "Who must not"). */
import type { Standing } from './rule-book/rule'
import type { ScreeningOutcome } from './screening'

/** `sitsInLimb`: it counts for the limb it sits in, and the screening asks which. */
export type Condition = {
  name: string
  outcome: Exclude<ScreeningOutcome, 'standard'>
  appliesTo: 'bfr' | 'all'
  sitsInLimb: boolean
  source: string
  standing: Standing
}

const nascimentoStops = { source: 'Nascimento 2022, table 5', standing: 'sourced' } as const
const secondary = { source: 'secondary source', standing: 'secondary' } as const
const issa = { source: 'ISSA, Blood Flow Restriction Training', standing: 'sourced' } as const
const clotRisk = { source: 'Nascimento 2022, table 3', standing: 'sourced' } as const

const noExercise = { outcome: 'no-exercise', appliesTo: 'all', sitsInLimb: false } as const
const noRestriction = { outcome: 'no-restriction', appliesTo: 'bfr', sitsInLimb: false } as const
const noRestrictionThere = { outcome: 'no-restriction', appliesTo: 'bfr', sitsInLimb: true } as const
const elevated = { outcome: 'elevated', appliesTo: 'bfr', sitsInLimb: false } as const
const elevatedThere = { outcome: 'elevated', appliesTo: 'bfr', sitsInLimb: true } as const
const precaution = { outcome: 'precaution', appliesTo: 'all', sitsInLimb: false } as const

export const conditions = {
  'unstable-angina': { name: 'Unstable angina', ...noExercise, ...nascimentoStops },
  'infarction-recent': {
    name: 'Heart attack (infarction) in the last 3 months',
    ...noExercise,
    source: 'Nascimento 2022, table 5; the span of 3 months: house rule',
    standing: 'sourced',
  },
  'heart-failure-nyha-3-4': { name: 'Heart failure, NYHA class III or IV', ...noExercise, ...nascimentoStops },
  'arrhythmia-uncontrolled': { name: 'Uncontrolled arrhythmia', ...noExercise, ...nascimentoStops },
  'aortic-aneurysm': { name: 'Aortic aneurysm', ...noExercise, ...nascimentoStops },
  'acute-illness-with-fever': { name: 'Acute illness with fever', ...noExercise, ...secondary },

  pregnancy: { name: 'Pregnancy', ...noRestriction, ...issa },
  'blood-clot-history': { name: 'Blood clot (DVT, PE), however old', ...noRestriction, ...issa },
  'sickle-cell-disease': { name: 'Sickle-cell disease', ...noRestriction, ...secondary },
  'open-wound': { name: 'Open wound in the limb', ...noRestrictionThere, ...secondary },
  'limb-infection': { name: 'Infection in the limb', ...noRestrictionThere, ...secondary },
  'crush-injury': { name: 'Crush injury in the limb', ...noRestrictionThere, ...secondary },
  'dialysis-access': { name: 'Dialysis access in the limb', ...noRestrictionThere, ...secondary },
  'vascular-graft': { name: 'Vascular graft in the limb', ...noRestrictionThere, ...secondary },

  hypertension: { name: 'High blood pressure, diagnosed or treated', ...elevated, ...issa },
  'heart-disease-other': { name: 'Heart disease of any other kind', ...elevated, ...issa },
  'infarction-old': { name: 'Heart attack (infarction) more than 3 months ago', ...elevated, ...issa },
  'arrhythmia-controlled': { name: 'Controlled arrhythmia', ...elevated, ...issa },
  'heart-failure-nyha-1-2': { name: 'Heart failure, NYHA class I or II', ...elevated, ...issa },
  'heart-failure-class-unknown': { name: 'Heart failure, NYHA class not known: ask', ...elevated, ...issa },
  'vascular-disease': { name: 'Vascular disease of any kind', ...elevated, ...issa },
  'stroke-or-tia': { name: 'Stroke or TIA', ...elevated, ...issa },
  'peripheral-arterial-disease': { name: 'Peripheral arterial disease', ...elevated, ...issa },
  'poor-circulation': { name: 'Poor circulation', ...elevated, ...issa },
  'varicose-veins': { name: 'Varicose veins', ...elevated, ...issa },
  lymphoedema: { name: 'Lymphoedema in the limb', ...elevatedThere, ...secondary },

  cancer: { name: 'Cancer', ...precaution, ...clotRisk },
  thrombophilia: { name: 'Thrombophilia', ...precaution, ...clotRisk },
  'immobile-for-a-day': { name: 'Immobile for a day or longer', ...precaution, ...clotRisk },
  'leg-paralysis': { name: 'Leg paralysis', ...precaution, ...clotRisk },
  'muscle-wasting-illness': { name: 'Chronic illness that reduces muscle mass', ...precaution, ...issa },
  'chronic-pain': { name: 'Chronic pain', ...precaution, ...issa },
  diabetes: { name: 'Diabetes', ...precaution, ...issa },
} as const satisfies Record<string, Condition>

export type ConditionCode = keyof typeof conditions

export const conditionCodes = Object.keys(conditions) as ConditionCode[]
