/** Blood-pressure classes as they are shown. */
import { type BloodPressure, type PressureClass, pressureClass } from '~/domain/blood-pressure'
import type { Tone } from '../status-badge'

export const pressureWords: Record<PressureClass, { word: string; range: string; tone: Tone }> = {
  normal: { word: 'normal', range: 'below 120 and below 80', tone: 'ok' },
  elevated: { word: 'elevated', range: '120-129 and below 80', tone: 'off' },
  'stage-1': { word: 'stage 1', range: '130-139 or 80-89', tone: 'wait' },
  'stage-2': { word: 'stage 2', range: '140 or more, or 90 or more', tone: 'stop' },
  crisis: { word: 'crisis', range: 'above 180 or above 120', tone: 'stop' },
}

/** "134/82" */
export function pressureNumbers({ systolic, diastolic }: BloodPressure): string {
  return `${tenths(systolic)}/${tenths(diastolic)}`
}

export function classWord(reading: BloodPressure): string {
  return pressureWords[pressureClass(reading)].word
}

function tenths(value: number): number {
  return Number(value.toFixed(1))
}
