/** The medication a record calls active, by name; what it is for is asked, never concluded. */
import type { CalendarDay } from './calendar-day'
import { dayOf, isModified, isObject, type Json, labelOf, objectsOf, type Taken, textOf } from './fhir-json'

export type MedicationClass = 'anticoagulant' | 'oestrogen'

export type RecordMedication = { label: string; since: CalendarDay | null; isA: MedicationClass | null }

/** Anticoagulants and antiplatelets, by the ingredient's name (the screening asks: what for?). */
const anticoagulants =
  /warfarin|acenocoumarol|phenprocoumon|apixaban|rivaroxaban|dabigatran|edoxaban|heparin|enoxaparin|dalteparin|tinzaparin|fondaparinux|clopidogrel|prasugrel|ticagrelor|aspirin|acetylsalicylic|dipyridamole|ticlopidine/i
const oestrogens = /estradiol|estrogen|oestrogen|estrone/i

function classOf(label: string): MedicationClass | null {
  if (anticoagulants.test(label)) return 'anticoagulant'
  return oestrogens.test(label) ? 'oestrogen' : null
}

/** Requests that somebody should or might take something, but does not yet. */
const notTaken = ['proposal', 'plan', 'option']

function whyRefused(resource: Json): string | null {
  if (isModified(resource)) return 'an extension changes its meaning'
  if (resource.doNotPerform === true) return 'the record says not to take it'
  return notTaken.includes(textOf(resource.intent) ?? '') ? 'proposed, not prescribed' : null
}

/** A label inside the resource, or in a Medication the resource points to. */
function nameOf(resource: Json, medications: Map<string, Json>): string | null {
  const reference = isObject(resource.medicationReference) ? textOf(resource.medicationReference.reference) : null
  const contained = objectsOf(resource.contained).find((each) => `#${textOf(each.id)}` === reference)
  const named = contained ?? (reference ? medications.get(reference) : undefined)
  return labelOf(resource.medicationCodeableConcept) ?? labelOf(named?.code)
}

/** `medications`: the bundle's Medication resources by every address they can be pointed to. */
export function readMedications(resources: Json[], medications: Map<string, Json>): Taken<RecordMedication> {
  const read: Taken<RecordMedication> = { taken: [], notUnderstood: [] }
  for (const resource of resources.filter((each) => each.status === 'active')) {
    const label = nameOf(resource, medications)
    const why = whyRefused(resource) ?? (label ? null : 'its name is not in the file')
    if (why || !label) read.notUnderstood.push({ what: label ?? 'An active medication', why: why ?? '' })
    else {
      const since = dayOf(resource.authoredOn) ?? dayOf(resource.effectiveDateTime)
      read.taken.push({ label, since, isA: classOf(label) })
    }
  }
  return read
}
