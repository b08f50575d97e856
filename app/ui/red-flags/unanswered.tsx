/** Over the pages people begin on: red flags of which nobody has said that they saw them, and since when. */
import { still } from '../still'

export const UnansweredFlags = still('unanswered', () =>
  import('./unanswered-flags').then((part) => part.UnansweredFlags),
)
