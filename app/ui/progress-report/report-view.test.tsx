import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { contentOf } from '~/domain/report-content.fixture'
import { previewSheet } from './report-sheet'
import { ReportView } from './report-view'

// On paper the goal is a dotted line and a hold another hatch; on the screen each is drawn as in every other chart.
test('names what its charts are drawn with by the shape itself, and not by that of the paper', () => {
  render(<ReportView sheet={previewSheet(contentOf())} locale="en-GB" />)
  const words = screen.getAllByRole('figure').flatMap((chart) =>
    within(chart)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent ?? ''),
  )
  expect(words).toEqual(expect.arrayContaining(['goal', 'left', 'rehab window']))
  expect(words.filter((each) => /dotted|dashed|solid|shaded/.test(each))).toEqual([])
})
