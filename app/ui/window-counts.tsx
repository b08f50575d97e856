/** How many programs stand past or close to the end of their window, where one lands; each leads to them on the board. */
import { still } from './still'

export const WindowCounts = still('window-counts', () =>
  import('./window-counts-nav').then((part) => part.WindowCounts),
)
