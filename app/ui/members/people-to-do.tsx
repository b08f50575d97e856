/** What an admin should do about the clinic's people first: what lapses, and who has not come. */
import { still } from '../still'

export const PeopleToDo = still('people-to-do', () => import('./people-to-do-card').then((part) => part.PeopleToDo))
