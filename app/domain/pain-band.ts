/** The smallest change of pain that matters, as a stretch of the scale (Salaffi 2004). */

/**
 * Where pain lies that has not changed as far as it matters, and from where down it is much better: the steps of
 * `painChange`, of which the smaller one counts.
 */
export function noChangeOfPain(from: number): { from: number; to: number; muchBetterAt: number } {
  const hundredths = from * 100
  return {
    from: (hundredths - Math.min(100, from * 15)) / 100,
    to: Math.min(10, from + 1),
    muchBetterAt: (hundredths - Math.min(200, from * 33)) / 100,
  }
}
