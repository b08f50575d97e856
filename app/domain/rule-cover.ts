/** Which lines of a version the rule book has something to say about, whatever it says. */
import { checks } from './rule-book/findings'
import type { VersionContent } from './version'

/** The ids of the lines that no rule of this edition covers: they were not checked, so they are not "within". */
export function linesWithoutRule(version: VersionContent): string[] {
  const checked = checks({
    version,
    today: '2000-01-01',
    screening: null,
    oneRms: [],
    lops: [],
    lopValidDays: 0,
    lastLoads: [],
    windows: [],
    raiser: { isBfrTrained: false, hasTrainedSupervisor: false },
  })
  return checked.flatMap(({ verdict, prescriptionId }) =>
    verdict === 'no-rule' && prescriptionId ? prescriptionId : [],
  )
}
