import { expect, it } from 'vitest'
import { shortName } from './short-name'

it.each([
  ['Maya Ruiz', 'M. Ruiz'],
  ['Sam Okonjo-Reyes', 'S. Okonjo-Reyes'],
  ['Dr. Amara Osei', 'A. Osei'],
  ['Dr Ana de la Cruz', 'A. de la Cruz'],
  ['Ólafur Jónsson', 'Ó. Jónsson'],
  ['Cher', 'Cher'],
])('%s is %s in short', (name, short) => {
  expect(shortName(name)).toBe(short)
})
