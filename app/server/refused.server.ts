/** An answer the HTTP shell gives by itself, before any page is asked. */
export class Refused extends Error {
  override name = 'Refused'

  /** `says` is a sentence for the person; without it the status's own one is shown. */
  constructor(
    readonly status: number,
    readonly says?: string,
  ) {
    super(says ?? `Refused with ${status}`)
  }
}
