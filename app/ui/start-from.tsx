/** What a new program starts from: an earlier one of this client, or a template; plain forms that only change the address. */
import { Form, Link, useSearchParams } from '@remix-run/react'
import { injuredSides } from '~/domain/program-start'
import type { VersionStatus } from '~/domain/version'
import { Button } from './button'
import { type ClinicFormat, formatInstant } from './format'
import { Select } from './form'
import { versionLooks } from './status-words'

type Props = {
  starts: {
    programs: readonly { versionId: string; name: string; number: number; status: VersionStatus; at: string }[]
    templates: readonly { id: string; name: string }[]
  }
  format: ClinicFormat
}

export function StartFrom({ starts, format }: Props) {
  const [params] = useSearchParams()
  const { programs, templates } = starts
  const isStarted = params.has('from') || params.has('template')
  if (programs.length === 0 && templates.length === 0) return null
  return (
    <details className="card start-from" open={isStarted}>
      <summary>Start from an earlier program or a template</summary>
      <div className="card-body stack">
        {programs.length > 0 ? <FromProgram programs={programs} chosen={params.get('from')} format={format} /> : null}
        {templates.length > 0 ? <FromTemplate templates={templates} params={params} /> : null}
        <p className="small dim">
          Only this form changes. From a template come goal, schedule and lines; loads in kg and pressures in mmHg are
          left for you to type. <Link to="/templates">All templates</Link>
          {isStarted ? (
            <>
              {' · '}
              <Link to="?">Start empty instead</Link>
            </>
          ) : null}
        </p>
      </div>
    </details>
  )
}

type FromProgramProps = { programs: Props['starts']['programs']; chosen: string | null; format: ClinicFormat }

function FromProgram({ programs, chosen, format }: FromProgramProps) {
  const options = programs.map(({ versionId, name, number, status, at }) => ({
    value: versionId,
    label: `${name}, version ${number}, ${versionLooks[status].word.toLowerCase()}, ${formatInstant(at, format)}`,
  }))
  return (
    <Form method="get" className="start-row">
      <Select
        name="from"
        label="Earlier program of this client"
        options={options}
        defaultValue={chosen ?? undefined}
        placeholder="Choose"
        required
      />
      <Button type="submit">Start from this program</Button>
    </Form>
  )
}

function FromTemplate({ templates, params }: { templates: Props['starts']['templates']; params: URLSearchParams }) {
  return (
    <Form method="get" className="start-row">
      <Select
        name="template"
        label="Template of the clinic"
        options={templates.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={params.get('template') ?? undefined}
        placeholder="Choose"
        required
      />
      <Select
        name="side"
        label="For the side"
        options={injuredSides.map((side) => ({ value: side, label: side }))}
        defaultValue={params.get('side') ?? undefined}
        placeholder="as the template has it"
      />
      <Button type="submit">Start from this template</Button>
    </Form>
  )
}
