/** Who raises a BFR program. */
import { wearsCuff } from './restriction'
import type { VersionRule } from './rule'
import { type Outside, within } from './ruling'
import { also, house } from './sources'

const untrained: Outside = { verdict: 'justify', says: 'no BFR credential, and no supervising member who has one' }

export const bfrCredential: VersionRule = {
  id: 'bfr-credential',
  group: 'people',
  sentence: 'Who raises a BFR program has had training in it, or names a supervising member who has.',
  outside: 'justify',
  severity: 'justify',
  ...also(house, 'after the ISSA article'),
  check: ({ version, raiser }) => {
    if (!version.prescriptions.some(wearsCuff)) return null
    const isCovered = raiser.isBfrTrained || raiser.hasTrainedSupervisor
    const supervised = raiser.hasTrainedSupervisor ? 'a supervisor with a BFR credential' : 'no BFR credential'
    return {
      ...(isCovered ? within : untrained),
      value: raiser.isBfrTrained ? 'BFR credential' : supervised,
      range: 'a BFR credential, or a supervisor who has one',
      track: null,
    }
  },
}
