import type { ReactNode } from 'react'
import { share } from '@/shared/numbers'
import { useClasses } from '@/shared/reference/reference'
import { WideTable } from '@/shared/ui/wide-table'
import { useModelName, useModelWords } from './model-words'
import type { Model } from './models'

/** How a model did on what it had not seen: where it errs, what it takes for what, and whether it is as right as it says. Folded, for whoever wants to teach it more. */
export function ModelReport({ model: { number, name, report } }: { model: Model }) {
  const say = useModelWords()
  const called = useModelName()({ number, name })
  const names = new Map((useClasses().data ?? []).map(({ code, name }) => [code, name]))
  if (!report) return null
  const label = (code: string) => (
    <>
      {names.get(code) ?? code} {names.has(code) && <span className="soft">{code}</span>}
    </>
  )
  return (
    <details>
      <summary>{say('report', { model: called })}</summary>
      <Table caption={say('weak')} heads={['weakLabel']} numbers={['texts', 'precision', 'recall']}>
        {report.worst.map((one) => (
          <tr key={one.label}>
            <th scope="row">{label(one.label)}</th>
            <td className="number">{one.support}</td>
            <td className="number">{one.precision.toFixed(3)}</td>
            <td className="number">{one.recall.toFixed(3)}</td>
          </tr>
        ))}
      </Table>
      {report.confusions.length > 0 && (
        <Table caption={say('confusions')} heads={['weakLabel', 'takenFor']} numbers={['texts']}>
          {report.confusions.map((one) => (
            <tr key={`${one.label} ${one.said}`}>
              <th scope="row">{label(one.label)}</th>
              <td>{label(one.said)}</td>
              <td className="number">{one.texts}</td>
            </tr>
          ))}
        </Table>
      )}
      {report.calibration.length > 0 && (
        <Table caption={say('calibrationOf')} heads={['sureness']} numbers={['trulyRight', 'texts']}>
          {report.calibration.map((bin) => (
            <tr key={bin.probability}>
              <th scope="row">{share(bin.probability, 0)}</th>
              <td className="number">{share(bin.right, 0)}</td>
              <td className="number">{bin.texts}</td>
            </tr>
          ))}
        </Table>
      )}
    </details>
  )
}

type Word = Parameters<ReturnType<typeof useModelWords>>[0]

interface TableProps {
  caption: string
  heads: readonly Word[]
  numbers: readonly Word[]
  children: ReactNode
}

function Table({ caption, heads, numbers, children }: TableProps) {
  const say = useModelWords()
  return (
    <WideTable>
      <table className="plain-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((word) => (
              <th key={word} scope="col">
                {say(word)}
              </th>
            ))}
            {numbers.map((word) => (
              <th key={word} scope="col" className="number">
                {say(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </WideTable>
  )
}
