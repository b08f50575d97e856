/** The other clinic: a trainer, a therapist and two clients, none of them to be seen from the first. */
import { ClientStory, type Scene } from './client-story'
import { cuffedLine, version } from './doses'
import type { harborPeople } from './people'
import { ProgramStory } from './program-story'

export function tellSecondClinic(scene: Scene<keyof typeof harborPeople>): void {
  const walter = { given: 'Walter', family: 'Abernathy', sex: 'male', age: 39 } as const
  const knee = version('ACL reconstruction, right', [cuffedLine('Leg extension', 'right-leg')])
  const story = new ClientStory(scene, walter, 'trainer').added(-8, walter).screened(-8)
  story.oneRm(-8, 'Leg extension', 'right', 50, 'therapist').lop(-6, 'right-leg')
  new ProgramStory(story, -8, 'Knee, return to basketball', knee)
    .submitted(-8)
    .cleared(-7, 'therapist')
    .consented(-6)
    .trained([-6, -4, -2])

  const leticia = { given: 'Letícia', family: 'Moura', sex: 'female', age: 48 } as const
  const elbow = version('Golfer’s elbow, left', [cuffedLine('Wrist curl, palm up', 'left-arm')], { perWeek: 2 })
  const other = new ClientStory(scene, leticia, 'trainer').added(-2, leticia).screened(-2)
  new ProgramStory(other, -2, 'Elbow, grip', elbow).submitted(-2)
}
