/** On the worklist: sessions with something beyond the cleared dose that no clinician has looked at yet. */
import { still } from './still'

export const DeviationsToReview = still('deviations-to-review', () =>
  import('./deviations-to-review-list').then((part) => part.DeviationsToReview),
)
