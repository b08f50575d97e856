/** Clearances that wait for a first session, and one that ran out. */
import { newcomer, type RiversideScene, submittedProgram } from './courses'
import { cuffedLine, version } from './doses'
import { noLimits } from '~/domain/limits'

export function tellCleared(scene: RiversideScene): void {
  const jurgen = newcomer(scene, -3, { given: 'Jürgen', family: 'Größmann', sex: 'male', age: 44 })
  const heel = version('Achilles repair, right', [cuffedLine('Calf raise, seated', 'right-leg', { pressure: 70 })], {
    perWeek: 3,
  })
  submittedProgram(jurgen, -3, { name: 'Achilles, first weeks', content: heel, oneRmKg: 54 })
    .cleared(-2, 'therapist', {
      limits: { ...noLimits, maxPressurePercent: 60, maxSessionsPerWeek: 2, isSupervisedOnly: true },
    })
    .consented(-1)
    .template(-1, 'Achilles after a repair, first weeks')
  jurgen.lop(-1, 'right-leg')

  const siobhan = newcomer(scene, -28, { given: 'Siobhán', family: 'Ní Dhomhnaill', sex: 'female', age: 39 })
  const thigh = version('Hamstring tear, left', [cuffedLine('Leg curl, lying', 'left-leg')])
  submittedProgram(siobhan, -28, { name: 'Hamstring, back to football', content: thigh, oneRmKg: 42 })
    .cleared(-27, 'both')
    .template(-26, 'Hamstring tear, three weeks')

  const noah = newcomer(scene, -3, { given: 'Noah', family: 'van der Berg', sex: 'male', age: 16 })
  const knee = version('Osgood-Schlatter, right', [cuffedLine('Leg extension', 'right-leg', { pressure: 50 })], {
    perWeek: 2,
  })
  submittedProgram(noah, -3, { name: 'Knee, back to handball', content: knee, oneRmKg: 46 })
    .cleared(-2, 'therapist', { limits: { ...noLimits, isSupervisedOnly: true } })
    .consented(-1, 'Marieke van der Berg')
  noah.lop(-1, 'right-leg')

  const paolo = newcomer(scene, -37, { given: 'Paolo', family: 'Bianchi', sex: 'male', age: 50 })
  const calf = version('Calf strain, left', [cuffedLine('Calf raise, standing', 'left-leg')], { goal: 'strength' })
  submittedProgram(paolo, -37, { name: 'Calf, strength', content: calf, oneRmKg: 90 }).cleared(-35, 'therapist')
}
