/** Everything that is looked at. */
import { cards } from './cards'
import { charts } from './charts'
import type { Picture } from './picture'

export const gallery: Picture[] = [...charts, ...cards]
