import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { count } from '@/shared/numbers'
import { Fault } from '@/shared/ui/fault'
import { FileField } from '@/shared/ui/file-field'
import { formatOf } from '../census/census'
import { ColumnMap } from '../census/column-map'
import { FaultReport } from '../census/fault-report'
import { differences, useImportToponyms } from './gazetteer'
import { useWords } from './words'
import '../census/census.css'

/** A file of place names: looked at first, as often as its columns need, and taken when it has no fault. */
export function GazetteerImport() {
  const say = useWords()
  const [file, setFile] = useState<File>()
  const [whole, setWhole] = useState(false)
  const [map, setMap] = useState<Readonly<Record<string, string>>>({})
  const taken = useImportToponyms()
  const report = taken.data
  const odd = file && !formatOf(file.name)
  const send = (dryRun: boolean, columns = map) => file && taken.mutate({ file, whole, map: columns, dryRun })
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
      {report?.taken && <p role="status">{say('taken', { count: count(report.rows) })}</p>}
      {report && !report.taken && (
        <>
          {report.faultCount > 0 ? (
            <FaultReport report={report} fileName="gazetteer-faults.csv" />
          ) : (
            <section aria-labelledby="gazetteer-sound">
              <h3 id="gazetteer-sound">{say('sound', { count: count(report.rows) })}</h3>
              <ul className="census-counts">
                {differences.map((one) => (
                  <li key={one}>
                    {say(`difference.${one}`)} <strong>{count(report.differences[one])}</strong>
                  </li>
                ))}
              </ul>
              <Button type="primary" loading={taken.isPending} onClick={() => send(false)}>
                {say('takeNow')}
              </Button>
            </section>
          )}
          <ColumnMap
            report={report}
            onMap={(field, column) => {
              const columns = { ...map, [field]: column }
              setMap(columns)
              send(true, columns)
            }}
          />
        </>
      )}
    </section>
  )
}
