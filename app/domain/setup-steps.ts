/** The first run: four steps, what is asked in each, and which one comes next. The password is asked last, so it is never kept. */

export const setupSteps = ['clinic', 'floor', 'rules', 'you'] as const
export type SetupStep = (typeof setupSteps)[number]

export const setupFields = {
  clinic: ['name', 'timeZone', 'locale', 'units'],
  floor: ['emergencyNumber', 'onCallNumber', 'plateStep'],
  rules: ['adviceWillBeRead'],
  you: ['adminName', 'email', 'password', 'passwordAgain'],
} as const satisfies Record<SetupStep, readonly string[]>
export type SetupField = (typeof setupFields)[SetupStep][number]

/** Where somebody wants to go from a step: to another one, or to have the clinic made. */
export type SetupMove = { from: SetupStep; to: SetupStep | 'made' }

const placeOf = (step: SetupStep | 'made') => (step === 'made' ? setupSteps.length : setupSteps.indexOf(step))

/**
 * The step to show: going back is always possible; forward only past steps in which nothing is wrong. `faulty` are the
 * fields with a mistake, of all steps.
 */
export function nextSetupStep({ from, to }: SetupMove, faulty: readonly string[]): SetupStep | 'made' {
  if (placeOf(to) <= placeOf(from)) return to
  const wrong = setupSteps.find((step) => setupFields[step].some((field) => faulty.includes(field)))
  return wrong !== undefined && placeOf(wrong) < placeOf(to) ? wrong : to
}

/** Whether the mistakes of a step are said: not of one that was not filled in yet, nor to whoever only went back. */
export function saysMistakes({ from, to }: SetupMove, shown: SetupStep): boolean {
  return placeOf(to) > placeOf(from) && placeOf(shown) < placeOf(to)
}
