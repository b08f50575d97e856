import { describe, expect, it } from 'vitest'
import { meaningsOf } from './condition-meanings'

const byWords = (label: string) => meaningsOf({ label, codings: [] }).map((meaning) => meaning.suggests)
const byCode = (system: string, code: string) =>
  meaningsOf({ label: 'Befund', codings: [{ system, code }] }).map((meaning) => meaning.suggests)

describe('a diagnosis suggests by its words', () => {
  it.each([
    ['Hypertension', 'hypertension'],
    ['Essential hypertension (disorder)', 'hypertension'],
    ['High blood pressure', 'hypertension'],
    ['Coronary Heart Disease', 'heart-disease-other'],
    ['Stable angina pectoris', 'heart-disease-other'],
    ['Unstable angina', 'unstable-angina'],
    ['Myocardial Infarction', 'infarction-recent'],
    ['History of myocardial infarction (situation)', 'infarction-recent'],
    ['Chronic congestive heart failure', 'heart-failure-class-unknown'],
    ['Atrial Fibrillation', 'arrhythmia-uncontrolled'],
    ['Abdominal aortic aneurysm', 'aortic-aneurysm'],
    ['Normal pregnancy', 'pregnancy'],
    ['Acute deep venous thrombosis (disorder)', 'blood-clot-history'],
    ['History of deep vein thrombosis', 'blood-clot-history'],
    ['Pulmonary embolism', 'blood-clot-history'],
    ['Stroke', 'stroke-or-tia'],
    ['Transient ischemic attack', 'stroke-or-tia'],
    ['Sickle-cell anaemia', 'sickle-cell-disease'],
    ['Peripheral arterial disease', 'peripheral-arterial-disease'],
    ['Peripheral vascular disease', 'vascular-disease'],
    ['Varicose veins of leg', 'varicose-veins'],
    ['Lymphoedema of arm', 'lymphoedema'],
    ['Lymphedema', 'lymphoedema'],
    ['Laceration of thigh', 'open-wound'],
    ['Arteriovenous fistula', 'dialysis-access'],
    ['Malignant neoplasm of breast', 'cancer'],
    ['Acute myeloid leukemia', 'cancer'],
    ['Factor V Leiden', 'thrombophilia'],
    ['Paraplegia', 'leg-paralysis'],
    ['Chronic low back pain (finding)', 'chronic-pain'],
    ['Type 2 diabetes mellitus', 'diabetes'],
  ])('%s: %s', (label, code) => {
    expect(byWords(label)).toEqual([code])
  })
})

describe('nothing is guessed from', () => {
  it.each([
    'Family history of stroke',
    'No history of stroke',
    'At risk of deep vein thrombosis',
    'Screening for diabetes',
    'Suspected pulmonary embolism',
    'Sickle-cell trait',
    'Gestational diabetes',
    'Prediabetes',
    'Pre-diabetes',
    'Diabetes insipidus',
    'Heat stroke',
    'Pulmonary hypertension',
    'Ocular hypertension',
    'Ectopic pregnancy',
    'Miscarriage in first trimester',
    'History of pregnancy',
    'History of hypertension',
    'Body mass index 30+ - obesity (finding)',
    'Osteoarthritis of hip',
    'Viral sinusitis (disorder)',
    'Injury of anterior cruciate ligament',
    'Appendicitis',
    'Acute pain',
    'Benign neoplasm of colon',
    '',
  ])('%j', (label) => {
    expect(byWords(label)).toEqual([])
  })
})

const snomed = 'http://snomed.info/sct'
const icd = 'http://hl7.org/fhir/sid/icd-10-cm'

describe('a diagnosis suggests by its code, whatever its language', () => {
  it.each([
    [snomed, '38341003', 'hypertension'],
    [snomed, '53741008', 'heart-disease-other'],
    [snomed, '22298006', 'infarction-recent'],
    [snomed, '399211009', 'infarction-recent'],
    [snomed, '230690007', 'stroke-or-tia'],
    [snomed, '128053003', 'blood-clot-history'],
    [snomed, '59282003', 'blood-clot-history'],
    [snomed, '72892002', 'pregnancy'],
    [snomed, '44054006', 'diabetes'],
    [icd, 'I10', 'hypertension'],
    [icd, 'I21.4', 'infarction-recent'],
    [icd, 'I25.2', 'infarction-recent'],
    [icd, 'I25.10', 'heart-disease-other'],
    [icd, 'I20.0', 'unstable-angina'],
    [icd, 'I20.9', 'heart-disease-other'],
    [icd, 'I26.99', 'blood-clot-history'],
    [icd, 'I82.40', 'blood-clot-history'],
    [icd, 'Z86.718', 'blood-clot-history'],
    [icd, 'Z86.73', 'stroke-or-tia'],
    [icd, 'I63.9', 'stroke-or-tia'],
    [icd, 'G45.9', 'stroke-or-tia'],
    [icd, 'I48.91', 'arrhythmia-uncontrolled'],
    [icd, 'I50.9', 'heart-failure-class-unknown'],
    [icd, 'I71.4', 'aortic-aneurysm'],
    [icd, 'D57.1', 'sickle-cell-disease'],
    [icd, 'E11.9', 'diabetes'],
    [icd, 'C50.9', 'cancer'],
    [icd, 'Z33.1', 'pregnancy'],
  ])('%s %s: %s', (system, code, suggested) => {
    expect(byCode(system, code)).toContain(suggested)
  })

  it.each([
    [icd, 'D57.3'],
    [icd, 'R03.0'],
    [snomed, '40055000'],
    ['http://hospital.example/codes', '38341003'],
    ['', 'I10'],
    [snomed, 'I10'],
  ])('and nothing for %s %s', (system, code) => {
    expect(byCode(system, code)).toEqual([])
  })
})
