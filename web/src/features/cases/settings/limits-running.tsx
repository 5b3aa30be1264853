import { Select } from 'antd'
import { useTerms } from '@/shared/terms'
import { WideTable } from '@/shared/ui/wide-table'
import { useWords } from '../words'
import { type Limit, type Limits, urgencies } from './limits'

const starts = {
  sign: ['step', 'received'],
  contact: ['step', 'received', 'signed'],
  resolve: ['step', 'received', 'signed'],
} as const
const pauses = ['suspension', 'return', 'both', 'never'] as const
const startSteps = ['sign', 'contact', 'resolve'] as const

/** With what limits start, and with what that of the result pauses. */
export function RunningTable({
  limits,
  onChange,
}: {
  limits: Limits
  onChange: (limit: Limit, changes: Partial<Limit>) => void
}) {
  const say = useWords()
  const term = useTerms()
  const of = (urgency: Limit['urgency'], step: Limit['step']) =>
    limits.rows.find((one) => one.urgency === urgency && one.step === step)

  return (
    <>
      <h2>{say('limitsRun')}</h2>
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('stepOfLimit')}</th>
              {urgencies.map((urgency) => (
                <th key={urgency} scope="col">
                  {term(`urgency.${urgency}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {startSteps.map((step) => (
              <tr key={step}>
                <th scope="row">{say('startsWith', { step: say(`step.${step}`) })}</th>
                {urgencies.map((urgency) => {
                  const limit = of(urgency, step)
                  return (
                    <td key={urgency}>
                      {limit && (
                        <Select
                          aria-label={say('startOf', {
                            urgency: term(`urgency.${urgency}`),
                            step: say(`step.${step}`),
                          })}
                          value={limit.startsWith ?? 'step'}
                          popupMatchSelectWidth={false}
                          onChange={(startsWith) => onChange(limit, { startsWith })}
                          options={starts[step].map((value) => ({ value, label: say(`start.${value}`) }))}
                        />
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{say('pausesWith')}</th>
              {urgencies.map((urgency) => {
                const limit = of(urgency, 'resolve')
                return (
                  <td key={urgency}>
                    {limit && (
                      <Select
                        aria-label={say('pauseOf', { urgency: term(`urgency.${urgency}`) })}
                        value={limit.pausesWith ?? 'suspension'}
                        popupMatchSelectWidth={false}
                        onChange={(pausesWith) => onChange(limit, { pausesWith })}
                        options={pauses.map((value) => ({ value, label: say(`pause.${value}`) }))}
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          </tbody>
        </table>
      </WideTable>
    </>
  )
}
