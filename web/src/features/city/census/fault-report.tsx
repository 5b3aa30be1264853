import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { count } from '@/shared/numbers'
import { WideTable } from '@/shared/ui/wide-table'
import { faultFile, saveFile } from './fault-file'
import { useFaultWords, useWords } from './words'

const shownAtOnce = 200

interface LineFault {
  line: number
  fault: string
  detail?: string | null
}

/** What is told of the faults of a file. */
interface FaultyFile {
  faults: readonly LineFault[]
  /** What the fields are called whose abbreviations stand before a value: `GLBJZT: 倒了`. */
  fields?: readonly { abbreviation: string; name: string }[]
  /** The lines as they stand in the file; left out for shapes alone. */
  faultyLines?: {
    headings: readonly string[]
    lines: readonly { line: number; cells: readonly string[] }[]
  }
}

/** A fault in words, and as a table to save: the lines as they were with every reason before them, or fault by fault where there are shapes alone. */
function useFaultTable({ fields, faultyLines }: FaultyFile) {
  const say = useWords()
  const sayFault = useFaultWords()
  const nameOf = new Map(fields?.map(({ abbreviation, name }) => [abbreviation, name]))
  const tellDetail = (detail: string | null | undefined) => {
    const [abbreviation = '', ...value] = detail?.split(': ') ?? []
    // A list of a class names its attribute, which has no abbreviation there.
    const name =
      abbreviation === 'material' || abbreviation === 'shape'
        ? say(`field.${abbreviation}`)
        : nameOf.get(abbreviation)
    return name && value.length > 0
      ? say('detailOf', { field: name, value: value.join(': ') })
      : (detail ?? '')
  }
  const table = (faults: readonly LineFault[]) => {
    if (!faultyLines)
      return faultFile(
        [say('line'), say('fault'), say('detail')],
        faults.map(({ line, fault, detail }) => [String(line), sayFault(fault), tellDetail(detail)]),
      )
    const reasons = new Map<number, string[]>()
    for (const { line, fault, detail } of faults)
      reasons.set(line, [
        ...(reasons.get(line) ?? []),
        [sayFault(fault), tellDetail(detail)].filter(Boolean).join(' '),
      ])
    return faultFile(
      [say('line'), say('fault'), ...faultyLines.headings],
      faultyLines.lines
        .filter(({ line }) => reasons.has(line))
        .map(({ line, cells }) => [String(line), (reasons.get(line) ?? []).join('; '), ...cells]),
    )
  }
  return { tellDetail, table }
}

interface DownloadProps {
  report: FaultyFile
  fileName: string
}

/** The faulty lines as a file, to be mended and sent again. */
export function DownloadFaulty({ report, fileName }: DownloadProps) {
  const say = useWords()
  const { table } = useFaultTable(report)
  return <Button onClick={() => saveFile(table(report.faults), fileName)}>{say('download')}</Button>
}

interface FaultReportProps {
  report: FaultyFile & { rows: number; faultCount: number; leftOut: number }
  fileName?: string
  /** What can be done with the rest of the file. */
  children?: ReactNode
}

/** Every fault by its line: filtered by kind, and as a file for whoever has to mend it. */
export function FaultReport({ report, fileName = 'census-faults.csv', children }: FaultReportProps) {
  const say = useWords()
  const sayFault = useFaultWords()
  const { tellDetail } = useFaultTable(report)
  const [kind, setKind] = useState('')
  const [more, setMore] = useState(1)
  const kinds = [...new Set(report.faults.map(({ fault }) => fault))].map((fault) => ({
    fault,
    many: report.faults.filter((one) => one.fault === fault).length,
  }))
  const found = report.faults.filter(({ fault }) => !kind || fault === kind)
  const shown = found.slice(0, more * shownAtOnce)
  return (
    <section aria-labelledby="census-faults">
      <h2 id="census-faults">
        {say('faults', {
          count: count(report.faultCount),
          lines: count(report.leftOut),
          rows: count(report.rows),
        })}
      </h2>
      <p className="soft">
        {say('faultsAdvice')}{' '}
        {report.faults.length < report.faultCount && say('faultsCut', { count: count(report.faults.length) })}
      </p>
      {children}
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
        <DownloadFaulty report={{ ...report, faults: found }} fileName={fileName} />
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
