/** A browser as its owner would call it. */
import Bowser from 'bowser'

/** "Firefox on Windows"; what calls itself nothing known is "An unknown browser". Never a word of the browser's own. */
export function deviceName(userAgent: string): string {
  if (userAgent === '') return 'An unknown browser'
  const { browser, os } = Bowser.parse(userAgent)
  const name = browser.name || 'An unknown browser'
  return os.name ? `${name} on ${os.name}` : name
}
