/** The way to the certificate of a clearance: a file, so the browser goes there itself. */
import { buttonClass } from './button'
import { Icon } from './icon'

export function CertificateLink({ to }: { to: string }) {
  return (
    <a href={to} className={buttonClass({ size: 'small' })}>
      <Icon name="download" /> Certificate (PDF)
    </a>
  )
}
