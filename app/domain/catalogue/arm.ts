/** Exercises of the arm, from shoulder to hand. */
import { aerobic, loaded, ofRegion, passive, untested } from './exercise'

export const armExercises = ofRegion('arm', [
  loaded('biceps-curl', 'Biceps curl', 'The elbow bends against a weight, the palm up.'),
  loaded('hammer-curl', 'Biceps curl, thumbs up', 'The elbow bends against a weight, the thumb on top.'),
  loaded('preacher-curl', 'Biceps curl, arm on a pad', 'The upper arm lies on a pad, so that only the elbow moves.'),
  loaded('triceps-pushdown', 'Triceps push-down', 'At a cable, the elbows stay at the side and straighten.'),
  loaded(
    'triceps-extension-overhead',
    'Triceps extension overhead',
    'A weight behind the head is lifted by the elbows.',
  ),
  loaded(
    'triceps-extension-lying',
    'Triceps extension, lying',
    'On the back, a weight is lowered to the brow and lifted.',
  ),
  loaded('wrist-flexion', 'Wrist curl, palm up', 'The forearm rests, the hand lifts a weight towards the palm.'),
  loaded('wrist-extension', 'Wrist curl, palm down', 'The forearm rests, the back of the hand lifts a weight.'),
  untested('forearm-turn', 'Forearm turned with a hammer', 'Elbow at the side, the palm turns up and down.'),
  loaded('grip-squeeze', 'Hand grip', 'A grip or a ball is pressed together and let go.'),
  untested('finger-spread', 'Fingers spread against a band', 'A band around the fingers is opened and closed.'),
  untested(
    'shoulder-external-rotation',
    'Shoulder turned out against a band',
    'Elbow bent at the side, the hand moves away from the belly.',
  ),
  untested(
    'shoulder-internal-rotation',
    'Shoulder turned in against a band',
    'Elbow bent at the side, the hand moves towards the belly.',
  ),
  untested(
    'shoulder-external-rotation-lying',
    'Shoulder turned out, lying on the side',
    'On the sound side, the upper hand lifts a light weight off the belly.',
  ),
  loaded('shoulder-raise-side', 'Arm raise to the side', 'Straight arms rise to the height of the shoulders.'),
  loaded(
    'shoulder-raise-front',
    'Arm raise to the front',
    'Straight arms rise forward to the height of the shoulders.',
  ),
  untested(
    'shoulder-raise-scaption',
    'Arm raise half forward',
    'Between side and front, the thumb up, to shoulder height.',
  ),
  loaded('shoulder-press', 'Shoulder press', 'Seated, a weight goes from the shoulders to over the head.'),
  loaded('rear-raise', 'Arm raise to the back', 'Leaning forward, the arms open like wings.'),
  loaded('chest-press', 'Chest press', 'Seated or lying, a weight is pushed away from the chest.'),
  loaded('chest-fly', 'Chest fly', 'Nearly straight arms are brought together before the chest.'),
  loaded('row-seated', 'Row, seated', 'A handle is drawn to the belly, the elbows close.'),
  loaded('row-single', 'Row, one arm', 'One hand on a bench, the other draws a weight to the hip.'),
  loaded('pull-down', 'Pull-down', 'A bar from above is drawn to the collarbones.'),
  untested('band-pull-apart', 'Band pulled apart', 'A band before the chest is drawn wide with straight arms.'),
  untested('wall-slide-arms', 'Arms sliding up a wall', 'Forearms on a wall glide up and down.'),
  untested('push-up-wall', 'Push-up against a wall', 'Standing at arm’s length, the chest goes to the wall and back.'),
  untested('push-up-plus', 'Push-up with the last reach', 'At the top the shoulder blades are pushed apart as well.'),
  aerobic('arm-ergometer', 'Arm ergometer', 'Cranks are turned by hand at an even pace.'),
  passive(
    'arm-rest-with-cuff',
    'Lying with a cuff on the arm',
    'At rest, cuff on and off by the clock, nothing lifted.',
  ),
])
