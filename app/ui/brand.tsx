/** Clearway's name, with the strip before the wall as its sign. */
import { ownLink } from './use-follow'

export function BrandSign() {
  return (
    <svg width="22" height="18" viewBox="0 0 22 18" aria-hidden="true">
      <g fill="currentColor">
        <rect x="0" y="6" width="4" height="9" rx="1.2" />
        <rect x="5.5" y="6" width="4" height="9" rx="1.2" />
        <rect x="11" y="6" width="4" height="9" rx="1.2" opacity=".38" />
        <rect x="17.5" y="1" width="2.2" height="16" rx="1.1" />
      </g>
    </svg>
  )
}

/** Inside a part that follows its links. */
export function Brand() {
  return (
    <a href="/" className="brand" {...ownLink}>
      <BrandSign />
      Clearway
    </a>
  )
}
