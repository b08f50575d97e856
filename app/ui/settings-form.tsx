/** The frame of a settings form: what somebody else saved meanwhile, what saving would do, and the button. */
import type { FormMetadata, SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { SettingChange } from '~/domain/clinic-settings'
import { agreementOf, type SettingEffect } from '~/domain/setting-effects'
import type { LoadUnit } from '~/domain/units'
import { ConfirmFields } from './confirm-fields'
import type { FieldMeta } from './field'
import { CommandKey, FormErrors } from './form'
import { Notice } from './notice'
import { effectWords } from './setting-effect-words'
import { changeWords } from './setting-words'
import { SubmitButton } from './submit-button'

/** What an action answers instead of saving. */
export type SettingsAnswer = {
  form: SubmissionResult
  /** Somebody else saved these; `was` lets one save over them, now that one has seen them. */
  meanwhile?: { changed: SettingChange[]; was: string }
  effects?: SettingEffect[]
  /** It loosens something, and the password was not given. */
  asksPassword?: boolean
}

export type SettingsFormProps = { was: string; commandKey: string; answer: SettingsAnswer | undefined; units: LoadUnit }

type Props = SettingsFormProps & {
  form: Pick<FormMetadata<Record<string, unknown>>, 'id' | 'errorId' | 'errors' | 'onSubmit' | 'noValidate'>
  /** Where the password goes, on the page that may ask for it. */
  confirming?: { password?: FieldMeta; code?: FieldMeta }
  saveWord: string
  children: ReactNode
}

export function SettingsForm({ form, was, commandKey, answer, units, confirming, saveWord, children }: Props) {
  const { meanwhile, effects = [], asksPassword = false } = answer ?? {}
  const asksAgain = effects.length > 0 || asksPassword
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors}>
        {meanwhile ? <ChangedMeanwhile changed={meanwhile.changed} units={units} /> : null}
      </FormErrors>
      {asksAgain ? (
        <p>
          <b>This is not saved yet.</b> <a href="#before-saving">Read why</a>, then save it all the same.
        </p>
      ) : null}
      <CommandKey value={commandKey} />
      <input type="hidden" name="was" value={meanwhile?.was ?? was} />
      {children}
      {effects.length > 0 ? <input type="hidden" name="agreed" value={agreementOf(effects)} /> : null}
      {asksAgain ? (
        <BeforeSaving answer={answer}>
          <Notice tone="wait" title="Before you save this">
            <EffectList effects={effects} units={units} />
            {asksPassword ? <p>It makes signing in less strict, so it takes your password.</p> : null}
          </Notice>
        </BeforeSaving>
      ) : null}
      {asksPassword && confirming ? <ConfirmFields fields={confirming} /> : null}
      <div className="button-row">
        <SubmitButton>{asksAgain ? 'Save all the same' : saveWord}</SubmitButton>
      </div>
    </Form>
  )
}

/** Takes the focus from the button, which would now save. */
function BeforeSaving({ answer, children }: { answer: SettingsAnswer | undefined; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each answer anew.
  useEffect(() => box.current?.focus(), [answer])
  return (
    <div role="alert" id="before-saving" tabIndex={-1} ref={box}>
      {children}
    </div>
  )
}

function ChangedMeanwhile({ changed, units }: { changed: readonly SettingChange[]; units: LoadUnit }) {
  return (
    <ul>
      {changed.map((change) => {
        const { term, before, after } = changeWords(change, units)
        return (
          <li key={change.setting}>
            {term}: {before} → <b>{after}</b>
          </li>
        )
      })}
    </ul>
  )
}

function EffectList({ effects, units }: { effects: readonly SettingEffect[]; units: LoadUnit }) {
  if (effects.length === 0) return null
  return (
    <ul>
      {effects.map((effect) => {
        const { says, means } = effectWords(effect, units)
        return (
          <li key={effect.kind}>
            <b>{says}</b> {means}
          </li>
        )
      })}
    </ul>
  )
}
