import { Alert } from 'antd'
import { Refused, tell } from '@/shared/api/problem'
import { aside } from '@/shared/i18n/punctuation'
import { useFaultWords } from '../census/words'
import { roles } from './edit'
import { useWords } from './words'

/** One thing that keeps a record out of the registry. */
interface RecordFault {
  fault: string
  detail?: string
}

const faultsOf = ({ facts }: Refused): readonly RecordFault[] =>
  Array.isArray(facts.faults) ? (facts.faults as RecordFault[]) : []

/** Why a record was not taken: every rule that it breaks by its name, and what is wrong in which field. */
export function RecordFaults({ error }: { error: unknown }) {
  const say = useWords()
  const name = useFaultWords()
  if (!error) return null
  const told =
    error instanceof Refused
      ? [
          ...faultsOf(error).map(({ fault, detail }) => {
            const role = roles.find((one) => one === detail)
            return detail ? `${name(fault)}${aside(role ? say(role) : detail)}` : name(fault)
          }),
          ...Object.values(error.fields).flat(),
        ]
      : []
  return (
    <Alert
      type="error"
      showIcon
      className="form-alert"
      title={tell(error)}
      description={
        told.length > 0 && (
          <ul>
            {told.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )
      }
    />
  )
}
