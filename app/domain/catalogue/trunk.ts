/** Exercises of the trunk. */
import { ofRegion, plain } from './exercise'

export const trunkExercises = ofRegion('trunk', [
  plain('front-plank', 'Plank', 'On forearms and toes, the body straight and held.'),
  plain('side-plank', 'Side plank', 'On one forearm and the edge of a foot, the hips held up.'),
  plain('bird-dog', 'Arm and opposite leg lifted on all fours', 'Both are stretched out without the back giving way.'),
  plain('dead-bug', 'Arm and opposite leg lowered on the back', 'The low back stays on the floor while both go down.'),
  plain('curl-up', 'Curl-up', 'On the back, head and shoulders are lifted a hand’s breadth.'),
  plain('back-extension', 'Back extension', 'Hips on a pad, the trunk is lowered and brought in line.'),
  plain('pelvic-tilt', 'Pelvic tilt', 'On the back, the low back is pressed flat and let go.'),
  plain('trunk-rotation', 'Trunk rotation against a cable', 'Feet still, the arms carry a handle across the body.'),
  plain(
    'anti-rotation-press',
    'Press against a turning pull',
    'A cable pulls from the side while the hands push forward.',
  ),
])
