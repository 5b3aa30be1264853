import { Button, Select } from 'antd'
import { useState } from 'react'
import { count } from '@/shared/numbers'
import { WideTable } from '@/shared/ui/wide-table'
import { faultFile } from './census'
import { useFaultWords, useWords } from './words'

const shownAtOnce = 200

/** What is told of the faults of a file. */
interface FaultyFile {
  rows: number
  faultCount: number
  faults: readonly { line: number; fault: string; detail?: string | null }[]
  /** What the fields are called whose abbreviations stand before a value: `GLBJZT: 倒了`. */
  fields?: readonly { abbreviation: string; name: string }[]
}

/** Every fault by its line: filtered by kind, and as a file for whoever has to mend it. */
export function FaultReport({
  report,
  fileName = 'census-faults.csv',
}: {
  report: FaultyFile
  fileName?: string
}) {
  const say = useWords()
  const sayFault = useFaultWords()
  const [kind, setKind] = useState('')
  const [more, setMore] = useState(1)
  const kinds = [...new Set(report.faults.map(({ fault }) => fault))].map((fault) => ({
    fault,
    many: report.faults.filter((one) => one.fault === fault).length,
  }))
  const found = report.faults.filter(({ fault }) => !kind || fault === kind)
  const shown = found.slice(0, more * shownAtOnce)
  const nameOf = new Map(report.fields?.map(({ abbreviation, name }) => [abbreviation, name]))
  const tellDetail = (detail: string | null | undefined) => {
    const [abbreviation = '', ...value] = detail?.split(': ') ?? []
    const name = nameOf.get(abbreviation)
    return name && value.length > 0
      ? say('detailOf', { field: name, value: value.join(': ') })
      : (detail ?? '')
  }
  return (
    <section aria-labelledby="census-faults">
      <h2 id="census-faults">
        {say('faults', { count: count(report.faultCount), rows: count(report.rows) })}
      </h2>
      <p className="soft">
        {say('faultsAdvice')}{' '}
        {report.faults.length < report.faultCount && say('faultsCut', { count: count(report.faults.length) })}
      </p>
      <search className="page-filters">
        <Select
          aria-label={say('faultKind')}
          value={kind}
          onChange={(value) => {
            setKind(value)
            setMore(1)
          }}
          options={[
            { value: '', label: say('anyFault') },
            ...kinds.map(({ fault, many }) => ({
              value: fault,
              label: `${sayFault(fault)} (${count(many)})`,
            })),
          ]}
        />
        <Button
          onClick={() =>
            save(
              faultFile(
                [say('line'), say('fault'), say('detail')],
                found.map(({ line, fault, detail }) => [String(line), sayFault(fault), tellDetail(detail)]),
              ),
              fileName,
            )
          }
        >
          {say('download')}
        </Button>
      </search>
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {say('line')}
              </th>
              <th scope="col">{say('fault')}</th>
              <th scope="col">{say('detail')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ line, fault, detail }) => (
              <tr key={`${line} ${fault} ${detail}`}>
                <th scope="row" className="number">
                  {line}
                </th>
                <td>{sayFault(fault)}</td>
                <td>{tellDetail(detail)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {shown.length < found.length && <Button onClick={() => setMore(more + 1)}>{say('moreFaults')}</Button>}
    </section>
  )
}

const save = (text: string, fileName: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = fileName
  anchor.click()
  URL.revokeObjectURL(url)
}
