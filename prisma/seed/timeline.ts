/** What happened in a clinic, told in any order and done in the order of its times, through the commands of the pages. */
import type { Outcome, Saved } from '~/data/command.server'

type Step = { at: Date; says: string; run: (at: Date) => Promise<void> }

export class Timeline {
  readonly #steps: Step[] = []

  add(at: Date, says: string, run: Step['run']): void {
    this.#steps.push({ at, says, run })
  }

  get beginsAt(): Date {
    return new Date(Math.min(...this.#steps.map(({ at }) => at.getTime())))
  }

  get length(): number {
    return this.#steps.length
  }

  /** Steps of one instant are done in the order they were told. `onStep` is told how many are done. */
  async play(onStep: (done: number) => Promise<void>): Promise<void> {
    const inOrder = this.#steps.toSorted((one, other) => one.at.getTime() - other.at.getTime())
    for (const [index, { at, says, run }] of inOrder.entries()) {
      try {
        await run(at)
      } catch (error) {
        throw new Error(`The demo cannot go on: ${says}, at ${at.toISOString()}`, { cause: error })
      }
      await onStep(index + 1)
    }
  }
}

/** A history that took place has no refusals in it. */
export async function done<T extends Saved>(outcome: Promise<Outcome<T>>): Promise<{ ok: true } & T> {
  const found = await outcome
  if (!found.ok) throw new Error(`refused: ${found.why}`)
  return found
}
