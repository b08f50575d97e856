/** Which formula estimates a maximum: all seven, what each says and what it makes of one set. */
import { useForm } from '@conform-to/react'
import type { MeasuringRules } from '~/domain/clinic-settings'
import { formulaNames } from '~/domain/progress-words'
import { sampleEstimate, sampleSet } from '~/domain/setting-effects'
import { formulas } from '~/domain/strength'
import { RadioCards } from './choice'
import { formulaSource, formulaTexts } from './formula-words'
import { SettingsForm, type SettingsFormProps } from './settings-form'

type Props = SettingsFormProps & { settings: MeasuringRules }

export function MeasuringSettingsForm({ settings, ...rest }: Props) {
  const { units } = rest
  const [form, fields] = useForm<Record<keyof MeasuringRules, string>>({
    id: 'measuring-settings',
    lastResult: rest.answer?.form,
    defaultNoValidate: false,
    defaultValue: settings,
  })
  const sample = `${sampleSet.load[units]} ${units} × ${sampleSet.reps}`
  return (
    <SettingsForm form={form} saveWord="Save the formula" {...rest}>
      <RadioCards
        field={fields.oneRmFormula}
        label="A maximum that was not tested is estimated by"
        hint={`For every client, on charts, in comparisons and reports; each names it. A tested 1RM beats an estimate, and no estimate drives a dose unless its line says so. w is the load, r the repetitions, 1 to 10.`}
        options={formulas.map((formula) => ({
          value: formula,
          label: formulaNames[formula],
          hint: (
            <>
              <span className="num block">{formulaTexts[formula]}</span>
              <span className="num block">
                {sample} → {sampleEstimate(formula, units)} {units}
              </span>
              <span className="block">{formulaSource}</span>
            </>
          ),
        }))}
        required
      />
      <p className="dim small">
        Above 10 repetitions, under a cuff, at 0 repetitions or after a failed attempt there is no estimate, by any of
        them.
      </p>
    </SettingsForm>
  )
}
