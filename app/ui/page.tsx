/** A page of a member: the frame, its head, and what the page itself shows. */
import type { ComponentProps, ReactNode } from 'react'
import { IsCodeDue } from './confirm-fields'
import { AppShell, type ShellItem, type ShellMember } from './app-shell'
import { EmergencyBanner, type OpenEmergency } from './emergency-banner'
import { PageHeader } from './page-header'

type PageProps = ComponentProps<typeof PageHeader> & {
  shell: { member: ShellMember; items: readonly ShellItem[]; isCodeDue: boolean; emergencies: readonly OpenEmergency[] }
  children: ReactNode
}

export function Page({ shell, children, ...head }: PageProps) {
  return (
    <AppShell member={shell.member} items={shell.items}>
      <EmergencyBanner emergencies={shell.emergencies} />
      <PageHeader {...head} />
      <IsCodeDue.Provider value={shell.isCodeDue}>{children}</IsCodeDue.Provider>
    </AppShell>
  )
}
