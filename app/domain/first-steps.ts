/** What a new clinic does first, in this order, and whether it is done, which its own records say. */

export const firstSteps = ['second-factor', 'clinician', 'trainer', 'advice', 'clients', 'demand', 'mail'] as const
export type FirstStep = (typeof firstSteps)[number]

/** What the records of a clinic, its admin’s account and the server say. */
export type NewClinic = {
  hasSecondFactor: boolean
  hasClinician: boolean
  hasTrainer: boolean
  hasClients: boolean
  isSecondFactorDemanded: boolean
  hasMailServer: boolean
}

/** Null for what no record can say. */
export type StepState = { step: FirstStep; isDone: boolean | null }

export function stepsOf(clinic: NewClinic): StepState[] {
  const isDone: Record<FirstStep, boolean | null> = {
    'second-factor': clinic.hasSecondFactor,
    clinician: clinic.hasClinician,
    trainer: clinic.hasTrainer,
    // Nobody signs the wording here: a clinician reads it, and the clinic answers for it.
    advice: null,
    clients: clinic.hasClients,
    demand: clinic.isSecondFactorDemanded,
    mail: clinic.hasMailServer,
  }
  return firstSteps.map((step) => ({ step, isDone: isDone[step] }))
}

/** Whether a first program can be raised, cleared and run: from then on nobody is led to the first steps any more. */
export function isUnderWay(clinic: Pick<NewClinic, 'hasClinician' | 'hasTrainer' | 'hasClients'>): boolean {
  return clinic.hasClinician && clinic.hasTrainer && clinic.hasClients
}
