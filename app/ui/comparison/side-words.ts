/** Sides, as programs are compared by them. */
import type { Side } from '~/domain/limb'

export const sideWords: Record<Side, string> = { left: 'left', right: 'right', both: 'both sides' }
