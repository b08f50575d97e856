/** Rehab windows that are closing or past, each with its strip and what it waits for. */
import { still } from './still'

export const WindowList = still('window-list', () => import('./window-list-lines').then((part) => part.WindowList))
