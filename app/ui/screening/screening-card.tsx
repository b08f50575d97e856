/** The newest screening on a client's overview: its outcome, why, how old it is, and whether it still counts. */
import { still } from '../still'

export const ScreeningCard = still('screening-card', () =>
  import('./newest-screening').then((part) => part.ScreeningCard),
)
