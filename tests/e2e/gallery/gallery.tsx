/** Everything that is looked at. */
import { charts } from './charts'
import type { Picture } from './picture'

export const gallery: Picture[] = [...charts]
