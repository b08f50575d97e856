/** What was taken of a record, in words. */

export type Taken = { conditions: number; bloodPressures: number; measures: number; medications: number }

/** "6 conditions, 10 blood pressures, 3 body measures and 7 medications" */
export function takenWords({ conditions, bloodPressures, measures, medications }: Taken): string {
  const parts = [
    counted(conditions, 'condition'),
    counted(bloodPressures, 'past blood pressure'),
    counted(measures, 'body measure'),
    counted(medications, 'current medication'),
  ]
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function counted(count: number, thing: string): string {
  return `${count === 0 ? 'no' : count} ${thing}${count === 1 ? '' : 's'}`
}
