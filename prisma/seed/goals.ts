/** Goals of a client, set as the page sets them. */
import { randomUUID } from 'node:crypto'
import type { Acting } from '~/data/acting.server'
import { setGoal } from '~/data/goals.server'
import { type GoalKind, parseGoal } from '~/domain/goal'
import type { Side } from '~/domain/limb'
import { done } from './timeline'

export type SeededGoal = { kind: GoalKind; subject: string; side: Side; text: string }

/** Nobody sets one beside the story, so all that was set has been seen. */
export async function aim(member: Acting, clientId: string, { text, ...of }: SeededGoal, at: Date): Promise<void> {
  const amount = parseGoal(of.kind, text, 'kg')
  if (!amount) throw new Error(`${text} is no goal.`)
  const seen = Number.MAX_SAFE_INTEGER
  await done(setGoal(member, { key: randomUUID(), at, clientId, seen, goal: { ...of, ...amount } }))
}
