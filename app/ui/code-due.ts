/** Said by the page: whether a code is to come with the next signature. */
import { createContext } from 'react'

export const IsCodeDue = createContext(false)
