/** A line of a session in words: its name with its side, and the dose of load and pressure. */
import { type Limb, sideOf } from '~/domain/limb'
import type { LiveCuff, LiveLine } from '~/domain/live-line'
import { type ClinicFormat, formatLoad, formatNumber } from '../format'

/** "Leg extension, left". */
export function lineTitle({ exercise, limb }: { exercise: string; limb: Limb | null }): string {
  return limb ? `${exercise}, ${sideOf(limb)}` : exercise
}

export type DoseWords = { value: string; how: string }

export function loadWords({ load, loadG, oneRmG }: LiveLine, format: ClinicFormat): DoseWords {
  if (load.kind === 'rpe')
    return { value: `RPE ${formatNumber(load.ceiling, format, 1)}`, how: 'at most, load not measured' }
  if (load.kind === 'none') return { value: 'none', how: 'without a load' }
  if (loadG === null) return { value: 'not measured', how: 'no 1RM of this side' }
  const value = formatLoad(loadG, format)
  if (load.kind === 'kg') return { value, how: 'as prescribed' }
  return {
    value,
    how: oneRmG === null ? '' : `${formatNumber(load.percent, format, 1)} % of ${formatLoad(oneRmG, format)}`,
  }
}

export function pressureWords({ pressure, mmhg, lopMmhg }: LiveCuff): DoseWords {
  if (mmhg === null) return { value: 'not measured', how: 'no LOP of this limb' }
  const how = pressure.kind === 'mmhg' ? 'as prescribed' : `${pressure.percent} % of LOP ${lopMmhg ?? ''}`
  return { value: `${mmhg}\u00a0mmHg`, how }
}

/** Seconds as a clock shows them: "4:52". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
