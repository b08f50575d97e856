/** Sound and vibration of the cuff's alarm, made in code. A browser is silent until it was touched. */
import type { OnPhase } from '~/domain/restriction-timer'

type Signal = {
  tones: readonly { hertz: number; at: number; seconds: number }[]
  vibration: number[]
  everyMs: number | null
}

const beep = (hertz: number, at: number, seconds = 0.16) => ({ hertz, at, seconds })

/** `everyMs` null: once. An alarm goes on for as long as the cuff is on. */
const signals: Partial<Record<OnPhase, Signal>> = {
  soon: { tones: [beep(880, 0), beep(880, 0.25)], vibration: [120, 100, 120], everyMs: null },
  over: { tones: [0, 0.22, 0.44].map((at) => beep(1175, at)), vibration: [250, 100, 250], everyMs: 5_000 },
  alarm: { tones: [beep(1480, 0), beep(988, 0.25), beep(1480, 0.5)], vibration: [400, 150, 400], everyMs: 1_500 },
  'past-ceiling': { tones: [0, 0.2, 0.4, 0.6].map((at) => beep(1760, at)), vibration: [600, 100, 600], everyMs: 1_000 },
}

let context: AudioContext | null = null

/** To be called from a touch: only there a browser lets sound begin. */
export function unlockSound(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  void context.resume()
}

export function hasSound(): boolean {
  return context?.state === 'running'
}

/** Signals the phase, again and again where it must; the answer ends it. */
export function signal(phase: OnPhase): () => void {
  const made = signals[phase]
  if (!made) return () => {}
  give(made)
  const timer = made.everyMs === null ? undefined : setInterval(() => give(made), made.everyMs)
  return () => clearInterval(timer)
}

function give({ tones, vibration }: Signal): void {
  // Before the first touch a browser refuses, and says so in its log.
  if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(vibration)
  if (context?.state !== 'running') return
  for (const { hertz, at, seconds } of tones) sound(context, { hertz, from: context.currentTime + at, seconds })
}

function sound(on: AudioContext, { hertz, from, seconds }: { hertz: number; from: number; seconds: number }): void {
  const oscillator = on.createOscillator()
  const gain = on.createGain()
  oscillator.type = 'square'
  oscillator.frequency.value = hertz
  // Risen and fallen within hundredths, or it clicks.
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(0.5, from + 0.01)
  gain.gain.setValueAtTime(0.5, from + seconds - 0.02)
  gain.gain.linearRampToValueAtTime(0, from + seconds)
  oscillator.connect(gain).connect(on.destination)
  oscillator.start(from)
  oscillator.stop(from + seconds)
}
