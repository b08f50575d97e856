/** Which diagnoses of a record suggest which condition of the screening: only what the codes or the words plainly say. */
import type { ConditionCode } from './conditions'

export type Meaning = {
  suggests: ConditionCode
  snomed: string[]
  icd10: RegExp
  words: RegExp
  /** Counts although it is over: clots, infarction, stroke (product.md, imports). */
  countsAsHistory: boolean
  /** What the record does not say and the screening needs; the suggestion is on the safe side until somebody answers. */
  ask: string | null
}

const never = /(?!)/

type Row = Pick<Meaning, 'suggests'> & Partial<Meaning>

function meaning(row: Row): Meaning {
  return { snomed: [], icd10: never, words: never, countsAsHistory: false, ask: null, ...row }
}

const counts = { countsAsHistory: true }

export const meanings: Meaning[] = [
  meaning({
    suggests: 'infarction-recent',
    snomed: ['22298006', '57054005', '401303003', '401314000', '1755008', '399211009'],
    icd10: /^I2[12]|^I25\.?2/,
    words: /myocardial infarct|heart attack/,
    ask: 'When was it?',
    ...counts,
  }),
  meaning({
    suggests: 'blood-clot-history',
    snomed: ['128053003', '132281000119108', '59282003', '233935004', '706870000', '111293003'],
    icd10: /^I26|^I80\.?[1-3]|^I82|^Z86\.?71/,
    words: /vein thrombosis|venous thrombo|pulmonary (thrombo)?embol/,
    ...counts,
  }),
  meaning({
    suggests: 'stroke-or-tia',
    snomed: ['230690007', '422504002', '266257000', '275526006'],
    icd10: /^I6[0-4]|^G45|^Z86\.?73/,
    words: /(?<!heat )\bstroke\b|cerebrovascular accident|cerebral infarct|transient isch/,
    ...counts,
  }),
  meaning({ suggests: 'unstable-angina', snomed: ['4557003'], icd10: /^I20\.?0/, words: /\bunstable angina/ }),
  meaning({
    suggests: 'heart-failure-class-unknown',
    snomed: ['84114007', '42343007', '88805009'],
    icd10: /^I50/,
    words: /heart failure/,
    ask: 'Which NYHA class?',
  }),
  meaning({
    suggests: 'arrhythmia-uncontrolled',
    snomed: ['49436004', '698247007'],
    icd10: /^I4[789]/,
    words: /arrhythmia|atrial (fibrillation|flutter)|tachycardia/,
    ask: 'Is it controlled?',
  }),
  meaning({ suggests: 'aortic-aneurysm', snomed: ['67362008', '233985008'], icd10: /^I71/, words: /aortic aneurysm/ }),
  meaning({
    suggests: 'heart-disease-other',
    snomed: ['53741008', '414545008', '194828000', '233819005', '56265001', '85898001', '410429000'],
    icd10: /^I20\.?[1-9]|^I2[45]|^I3[4-9]|^I42/,
    words: /coronary|(?<!hypertensive )heart disease|cardiomyopathy|cardiac arrest|(?<!unstable )angina pectoris/,
  }),
  meaning({
    suggests: 'hypertension',
    snomed: ['38341003', '59621000'],
    icd10: /^I1[0-5]/,
    words:
      /^(essential |primary |secondary |arterial |systemic )?(arterial )?hypertension\b|hypertensive disorder|high blood pressure/,
  }),
  meaning({
    suggests: 'pregnancy',
    snomed: ['72892002', '77386006'],
    icd10: /^Z33|^Z34|^O09/,
    words: /\bpregnan(cy|t)\b/,
  }),
  meaning({
    suggests: 'sickle-cell-disease',
    snomed: ['417357006', '127040003'],
    icd10: /^D57(?!\.?3)/,
    words: /sickle.cell/,
  }),
  meaning({
    suggests: 'peripheral-arterial-disease',
    snomed: ['399957001', '840580004'],
    icd10: /^I70\.?2/,
    words: /peripheral arter/,
  }),
  meaning({
    suggests: 'vascular-disease',
    snomed: ['400047006'],
    icd10: /^I73|^I87\.?2|^I65/,
    words: /peripheral vascular|venous insufficiency|carotid.*stenosis|vasculitis/,
  }),
  meaning({ suggests: 'varicose-veins', snomed: ['128060009', '72866009'], icd10: /^I83/, words: /varicose veins?/ }),
  meaning({
    suggests: 'lymphoedema',
    snomed: ['234097001'],
    icd10: /^I89\.?0/,
    words: /lympho?edema|lymphoedema/,
    ask: 'Which limb?',
  }),
  meaning({
    suggests: 'open-wound',
    icd10: /^S[4-9]1|^T13\.?1/,
    words: /\bopen wound|laceration/,
    ask: 'Which limb, and is it still open?',
  }),
  meaning({
    suggests: 'dialysis-access',
    icd10: /^Z99\.?2/,
    words: /arteriovenous (fistula|graft)|dialysis/,
    ask: 'Which limb?',
  }),
  meaning({
    suggests: 'cancer',
    icd10: /^C\d/,
    words: /malignant|carcinoma|\bcancer\b|lymphoma|leuk(a)?emia|sarcoma\b|melanoma|myeloma/,
  }),
  meaning({
    suggests: 'thrombophilia',
    snomed: ['234467004', '421527008'],
    icd10: /^D68\.?[56]/,
    words: /thrombophilia|factor v leiden/,
  }),
  meaning({
    suggests: 'leg-paralysis',
    snomed: ['60389000', '50582007'],
    icd10: /^G8[12]/,
    words: /paraplegia|hemiplegia/,
  }),
  meaning({ suggests: 'chronic-pain', snomed: ['82423001'], icd10: /^G89\.?[24]/, words: /chronic\b.*\bpain/ }),
  meaning({
    suggests: 'diabetes',
    snomed: ['73211009', '44054006', '46635009'],
    icd10: /^E1[0134]/,
    words: /(?<!pre)diabetes(?! insipidus)/,
  }),
]

/** Words that turn a diagnosis into something else: then only its codes speak. */
const otherwise =
  /\bfamily history|\bno (history|evidence)|\brisk\b|\bscreening\b|\bsuspected|\bfear of|\btrait\b|\bgestational|\bbenign\b|\bpre-|\bwithout\b|\bectopic|\bprevention|\bruled out|\bnot pregnant/

const history = /^(personal )?(history of|h\/o)\b/

export type Diagnosis = { label: string; codings: { system: string; code: string }[] }

function isNamedByCode({ codings }: Diagnosis, { snomed, icd10 }: Meaning): boolean {
  return codings.some(({ system, code }) => {
    if (/snomed/i.test(system)) return snomed.includes(code)
    return /icd-10/i.test(system) && icd10.test(code)
  })
}

function isNamedByWords(label: string, { words, countsAsHistory }: Meaning): boolean {
  const said = label.toLowerCase()
  if (otherwise.test(said) || (history.test(said) && !countsAsHistory)) return false
  return words.test(said)
}

/** What a diagnosis means for a screening; nothing where neither its codes nor its words plainly say so. */
export function meaningsOf(diagnosis: Diagnosis): Meaning[] {
  return meanings.filter((each) => isNamedByCode(diagnosis, each) || isNamedByWords(diagnosis.label, each))
}
