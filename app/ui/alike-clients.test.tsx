/** A client who may be here already is come past before a second press adds them. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { AlikeClients, type AlikeShown } from './alike-clients'
import type { ClinicFormat } from './format'

afterEach(cleanup)

const format: ClinicFormat = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' }
const alike: AlikeShown = {
  shown: [
    {
      id: '1',
      givenName: 'José',
      familyName: 'Müller',
      birthDate: '1980-05-04',
      recordNumber: 'A-100',
      isArchived: false,
      likeness: 'similar-name',
    },
  ],
  ask: null,
  mark: 'm',
}

describe('clients like the one that is about to be added', () => {
  it('take the focus from the button, with each answer anew', () => {
    const page = (answered: AlikeShown) => (
      <form>
        <AlikeClients alike={answered} format={format} />
        <button type="submit">No, add a new client</button>
      </form>
    )
    const { rerender } = render(page(alike))
    const shown = screen.getByRole('region', { name: 'Is it one of these?' })
    expect(document.activeElement).toBe(shown)
    screen.getByRole('button').focus()
    rerender(page({ ...alike }))
    expect(document.activeElement).toBe(shown)
  })
})
