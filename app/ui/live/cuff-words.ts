/** Where a cuff stands, in words: beside the ring, in the line of another exercise, and said aloud. */
import type { Limb } from '~/domain/limb'
import { ceilingSeconds, type CuffTimes, type OnPhase, type RestrictionTimer } from '~/domain/restriction-timer'
import { clock } from './line-words'

export const limbWords: Record<Limb, string> = {
  'left-arm': 'left arm',
  'right-arm': 'right arm',
  'left-leg': 'left leg',
  'right-leg': 'right leg',
}

export const phaseTones = {
  on: 'plain',
  soon: 'wait',
  over: 'stop',
  alarm: 'stop',
  'past-ceiling': 'stop',
} as const satisfies Record<OnPhase, 'plain' | 'wait' | 'stop'>

type OnTimer = Extract<RestrictionTimer, { onSeconds: number }>

/** `label` above the time, `says` under it. */
export function onWords(
  { phase, onSeconds }: OnTimer,
  { limb, clearedSeconds }: CuffTimes,
): { label: string; says: string } {
  const ceiling = ceilingSeconds(limb)
  if (phase === 'on') return { label: 'cuff on', says: `cuff off by ${clock(clearedSeconds)}` }
  if (phase === 'soon') return { label: 'cuff on', says: `cuff off in ${clock(clearedSeconds - onSeconds)}` }
  if (phase === 'over') {
    return {
      label: 'cuff off now',
      says: `${clock(onSeconds - clearedSeconds)} past ${clock(clearedSeconds)}`,
    }
  }
  if (phase === 'alarm') return { label: 'cuff off now', says: `limit in ${clock(ceiling - onSeconds)}` }
  return { label: 'cuff off now', says: `${clock(onSeconds - ceiling)} past the limit` }
}

/** What is said once as a phase begins; nothing while all is well. */
export function spokenWords(phase: OnPhase, limb: Limb): string {
  const where = limbWords[limb]
  if (phase === 'soon') return `Half a minute left of the cuff on the ${where}.`
  if (phase === 'over') return `The cleared time is over. Take the cuff off the ${where}.`
  if (phase === 'alarm') return `Alarm. Take the cuff off the ${where} now: less than a minute to the limit.`
  return phase === 'past-ceiling' ? `Alarm. The cuff on the ${where} is past the limit. Take it off now.` : ''
}
