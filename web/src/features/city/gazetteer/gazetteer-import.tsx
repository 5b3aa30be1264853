import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { count } from '@/shared/numbers'
import { Fault } from '@/shared/ui/fault'
import { FileField } from '@/shared/ui/file-field'
import { formatOf } from '../census/census'
import { DownloadFaulty } from '../census/fault-report'
import { JudgedFile } from '../census/judged-file'
import { differences, useImportToponyms } from './gazetteer'
import { useWords } from './words'
import '../census/census.css'

const faultyName = 'gazetteer-faults.csv'

/** A file of place names: looked at first, as often as its columns need, and taken when it has no fault. */
export function GazetteerImport() {
  const say = useWords()
  const [file, setFile] = useState<File>()
  const [whole, setWhole] = useState(false)
  const [map, setMap] = useState<Readonly<Record<string, string>>>({})
  const taken = useImportToponyms()
  const report = taken.data
  const odd = file && !formatOf(file.name)
  const send = (dryRun: boolean, columns = map, leaveOut?: number) =>
    file && taken.mutate({ file, whole, map: columns, dryRun, ...(leaveOut && { leaveOut }) })
  return (
    <section aria-labelledby="gazetteer-import">
      <h2 id="gazetteer-import">{say('import')}</h2>
      <form
        className="rule-form"
        onSubmit={(event) => {
          event.preventDefault()
          send(true)
        }}
      >
        <FileField
          label={say('file')}
          accept=".csv,.geojson,.json,.xlsx,.zip"
          describedBy="gazetteer-file-hint"
          onChoose={(chosen) => {
            setFile(chosen)
            setMap({})
            taken.reset()
          }}
        />
        <p id="gazetteer-file-hint" className={odd ? undefined : 'soft'} role={odd ? 'alert' : undefined}>
          {say(odd ? 'fileOdd' : 'fileHint')}
        </p>
        <p>
          <Checkbox
            checked={whole}
            onChange={({ target }) => {
              setWhole(target.checked)
              taken.reset()
            }}
          >
            {say('whole')}
          </Checkbox>
        </p>
        <div className="form-keys">
          <Button type="primary" htmlType="submit" disabled={!file || odd} loading={taken.isPending}>
            {say('check')}
          </Button>
        </div>
      </form>
      <Fault error={taken.error} />
      {report?.taken && (
        <div role="status">
          <p>
            {say('taken', { count: count(report.rows - report.leftOut) })}{' '}
            {report.leftOut > 0 && say('leftOut', { count: count(report.leftOut) })}
          </p>
          {report.leftOut > 0 && <DownloadFaulty report={report} fileName={faultyName} />}
        </div>
      )}
      {report && !report.taken && (
        <JudgedFile
          report={report}
          fileName={faultyName}
          counts={differences.map((one) => ({
            label: say(`difference.${one}`),
            many: report.differences[one],
          }))}
          leftOutAdvice={say('leftOutAdvice')}
          busy={taken.isPending}
          onMap={(field, column) => {
            const columns = { ...map, [field]: column }
            setMap(columns)
            send(true, columns)
          }}
          onTake={(leaveOut) => send(false, map, leaveOut)}
        />
      )}
    </section>
  )
}
