/** What comes next for a program and who does it, as people read it. */
import type { NextStep, ProgramStep } from '~/domain/next-step'

const words: Record<ProgramStep, string> = {
  over: '',
  'lift-red-flag': 'a clinician clears up the red flag',
  'lift-hold': 'a clinician lifts the hold',
  'lift-own-hold': 'the trainer lifts the hold',
  submit: 'the trainer submits the draft',
  change: 'the trainer makes the changes',
  copy: 'declined; copied to try again',
  decide: 'a clinician decides',
  'submit-again': 'the trainer submits it again',
  consent: 'the client consents',
  'resolve-breach': 'the trainer ends the breach',
  review: 'a clinician reviews it',
  'measure-lop': 'the trainer measures LOP',
  start: 'may start',
  train: 'may be trained',
}

/** Empty once it is over. */
export function programStepWords({ step, waitsOn }: NextStep<ProgramStep>): string {
  return step === 'decide' && waitsOn === 'doctor' ? 'a doctor decides' : words[step]
}
