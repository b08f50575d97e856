/** A page of a member: the frame, its head, and what the page itself shows. */
import type { ComponentProps, ReactNode } from 'react'
import { IsCodeDue } from './confirm-fields'
import { ArchivedNotice } from './archived-notice'
import { AppShell, type ShellItem, type ShellMember } from './app-shell'
import type { ClinicFormat } from './format'
import { PageHeader } from './page-header'

type PageProps = ComponentProps<typeof PageHeader> & {
  shell: { member: ShellMember; items: readonly ShellItem[]; isCodeDue: boolean; formats: ClinicFormat }
  children: ReactNode
}

export function Page({ shell, children, ...head }: PageProps) {
  return (
    <AppShell member={shell.member} items={shell.items}>
      <PageHeader {...head} />
      <ArchivedNotice format={shell.formats} />
      <IsCodeDue.Provider value={shell.isCodeDue}>{children}</IsCodeDue.Provider>
    </AppShell>
  )
}
