/** How long is left, in words. */

/** "1 min 45 s", as it is shown. */
export function exactTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return [minutes > 0 && `${minutes} min`, (rest > 0 || minutes === 0) && `${rest} s`].filter(Boolean).join(' ')
}

/** As it is read out: only now and then something new. */
export function coarseTime(seconds: number): string {
  if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`
  if (seconds > 30) return '1 minute'
  return seconds > 10 ? '30 seconds' : '10 seconds'
}
