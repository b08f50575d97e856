/** The frame of a settings page: one form on a card, under the tabs. */
import type { ComponentProps, ReactNode } from 'react'
import { Card } from './card'
import { DoneNotice } from './done-notice'
import { Page } from './page'
import { SettingsTabs } from './settings-tabs'

type Props = Pick<ComponentProps<typeof Page>, 'shell' | 'sub'> & {
  title: string
  /** The form was answered and not saved: what was saved before is no news then. */
  isAnswered: boolean
  children: ReactNode
}

export function SettingsPage({ title, isAnswered, children, ...page }: Props) {
  return (
    <Page {...page} title={title}>
      <SettingsTabs />
      {isAnswered ? null : <DoneNotice />}
      <div className="max-w-2xl">
        <Card>{children}</Card>
      </div>
    </Page>
  )
}
