/** A client's programs on their overview: where each stands, its window, and on whom it waits. */
import { still } from './still'

export const ClientPrograms = still('client-programs', () =>
  import('./client-programs-card').then((part) => part.ClientPrograms),
)
