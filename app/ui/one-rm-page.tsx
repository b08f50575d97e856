/** The frame of each step of a file of tested maxima. */
import type { ComponentProps, ReactNode } from 'react'
import { formatNumber } from './format'
import { Notice } from './notice'
import { Page } from './page'

type Props = {
  shell: ComponentProps<typeof Page>['shell']
  head: { rowCount: number; encoding?: string }
  children: ReactNode
}

export function OneRmPage({ shell, head: { rowCount, encoding }, children }: Props) {
  return (
    <Page
      shell={shell}
      title="Import tested 1RM"
      sub={rowCount === 1 ? '1 row' : `${formatNumber(rowCount, shell.formats)} rows`}
      crumbs={[
        { label: 'Import', to: '/clients/import' },
        { label: 'Tested 1RM', to: '/clients/import/one-rm' },
        { label: 'Its rows' },
      ]}
    >
      <div className="stack max-w-3xl">
        {encoding === 'windows-1252' ? (
          <Notice tone="wait" title="The file is not UTF-8">
            It was read as Windows-1252, which most older programs write. Look whether accents are right below.
          </Notice>
        ) : null}
        {children}
      </div>
    </Page>
  )
}
