/** A line of a session in words: its name with its side, and the dose of load and pressure. */
import { type Limb, sideOf } from '~/domain/limb'
import type { LiveCuff, LiveLine } from '~/domain/live-line'
import type { SetDeviation } from '~/domain/set-standing'
import { inUnit } from '~/domain/units'
import { type ClinicFormat, formatLoad, formatNumber, formatSeconds } from '../format'

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
    how:
      oneRmG === null
        ? ''
        : `${formatNumber(load.percent, format, 1)} % of ${formatNumber(inUnit(oneRmG, format.units), format, 1)}`,
  }
}

export function pressureWords({ pressure, mmhg, lopMmhg }: LiveCuff): DoseWords {
  if (mmhg === null) return { value: 'not measured', how: 'no LOP of this limb' }
  const how = pressure.kind === 'mmhg' ? 'as prescribed' : `${pressure.percent} % of LOP ${lopMmhg ?? ''}`
  return { value: `${mmhg}\u00a0mmHg`, how }
}

/** What went beyond, with its numbers: "load above the cleared one: 9 kg, cleared 7.8 kg". */
export function deviationWords({ kind, says, logged, cleared }: SetDeviation, format: ClinicFormat): string {
  const inWords = (value: number) => {
    if (kind.startsWith('load-')) return formatLoad(value, format)
    if (kind.startsWith('pressure-')) return `${value}\u00a0mmHg`
    return isTime(kind) ? formatSeconds(value) : formatNumber(value, format, 1)
  }
  if (logged === null) return says
  return cleared === null ? `${says}: ${inWords(logged)}` : `${says}: ${inWords(logged)}, cleared ${inWords(cleared)}`
}

const isTime = (kind: string) => kind.startsWith('restriction-') || kind.startsWith('reperfusion-')

/** Seconds as a clock shows them: "4:52". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export function setsWords(count: number): string {
  return count === 1 ? '1 set' : `${count} sets`
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
