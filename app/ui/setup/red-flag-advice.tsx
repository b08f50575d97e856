/** The advice of all red flags, to be read before anybody relies on it. */
import { alwaysAdvice, redFlagOf, redFlagSigns } from '~/domain/red-flags'

export function RedFlagAdvice() {
  return (
    <details>
      <summary>Read the red-flag advice</summary>
      <p className="mt-2">
        With every sign, first: <b>{alwaysAdvice}</b>
      </p>
      <ul className="mt-1">
        {redFlagSigns.map((sign) => {
          const { name, mayBe, advice } = redFlagOf(sign)
          return (
            <li key={sign}>
              <b>{name}</b>: {advice} {mayBe ? <span className="dim">It may be: {mayBe}.</span> : null}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
