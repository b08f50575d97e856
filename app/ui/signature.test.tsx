import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SignatureBlock, SignatureManifest } from './signature'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const
const contentHash = '7f3a91c20be4d5e60000000000000000000000000000000000000000000000ff'

test('a signature names what is signed, by whom, with which licence, when and over which content', () => {
  const { container } = render(
    <SignatureBlock
      signer={{
        name: 'Dr. Amara Osei',
        role: 'doctor',
        licence: { number: 'MD-48213', state: 'MA', validUntil: '2027-06-30' },
      }}
      meaning="clear version 2 of this program to start"
      at="2026-11-22T13:06:00Z"
      contentHash={contentHash}
      format={format}
    >
      <button type="submit">Sign and clear</button>
    </SignatureBlock>,
  )
  expect(container.querySelector('p')?.textContent).toBe(
    'I, Dr. Amara Osei, physician, licence MD-48213 (valid to 30 Jun 2027), ' +
      'clear version 2 of this program to start. 22 Nov 2026, 14:06 CET · content 7f3a·91c2·0be4',
  )
})

test('read later it says the same, with its limits and its reason', () => {
  const { container } = render(
    <SignatureManifest
      signed={{
        name: 'Lena Chen',
        role: 'physical-therapist',
        licenceNumber: 'PT-1',
        at: '2026-11-22T13:06:00Z',
        meaning: 'I clear this program to start within the limits set here',
        contentHash,
      }}
      limits={['pressure at most 80 % of LOP', 'supervised only']}
      reason="Stable on medication"
      format={format}
    />,
  )
  expect([...container.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
    '“I clear this program to start within the limits set here”',
    'Limits: pressure at most 80 % of LOP; supervised only',
    'Reason: Stable on medication',
    'Signed by Lena Chen, physical therapist, licence PT-1, 22 Nov 2026, 14:06 CET · content 7f3a·91c2·0be4',
  ])
  expect(container.querySelector('.hash')?.getAttribute('title')).toBe(contentHash)
})
