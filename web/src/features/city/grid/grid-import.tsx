import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listed } from '@/shared/i18n/punctuation'
import { count } from '@/shared/numbers'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Fault } from '@/shared/ui/fault'
import { FileField } from '@/shared/ui/file-field'
import { FaultReport } from '../census/fault-report'
import { formatOf, type GridReport, useImportGrid } from './grid'
import { CellChanges } from './grid-difference'
import { useWords } from './words'

/** A surveyed grid from a file: judged and compared first, then given the day from which it holds. */
export function GridImport() {
  const say = useWords()
  const [file, setFile] = useState<File>()
  const [field, setField] = useState('')
  const taken = useImportGrid()
  const report = taken.data
  const odd = file && !formatOf(file.name)
  return (
    <div className="page">
      <p>
        <Link to="/components/grid">{say('toGrids')}</Link>
      </p>
      <h1>{say('importGrid')}</h1>
      <p className="soft">{say('importLead')}</p>
      <FileField
        label={say('file')}
        accept=".geojson,.json,.zip"
        describedBy="grid-file-hint"
        onChoose={(chosen) => {
          setFile(chosen)
          taken.reset()
        }}
      />
      <p id="grid-file-hint" className={odd ? undefined : 'soft'} role={odd ? 'alert' : undefined}>
        {say(odd ? 'fileOdd' : 'fileHint')}
      </p>
      <form
        className="page-filters"
        onSubmit={(event) => {
          event.preventDefault()
          if (file) taken.mutate({ file, field: field.trim() })
        }}
      >
        <label htmlFor="grid-field">{say('codeField')}</label>
        <Input
          id="grid-field"
          className="components-day"
          maxLength={50}
          value={field}
          onChange={({ target }) => setField(target.value)}
        />
        <Button htmlType="submit" disabled={!file || odd} loading={taken.isPending}>
          {say('check')}
        </Button>
      </form>
      <Fault error={taken.error} />
      {report && file && (
        <Judged
          report={report}
          busy={taken.isPending}
          onDay={(from) =>
            taken.mutate({
              file,
              field: field.trim(),
              day: { from, version: report.version, leaveOut: report.leftOut },
            })
          }
        />
      )}
    </div>
  )
}

interface JudgedProps {
  report: GridReport
  busy: boolean
  onDay: (from: string) => void
}

/** The faults, and what the file would change in each community without one; only then from which day it holds. */
function Judged({ report, busy, onDay }: JudgedProps) {
  const say = useWords()
  const today = isoDate(useNow())
  const [from, setFrom] = useState(today)
  const { grids, faulty, leftOut } = report
  if (report.planned)
    return (
      <p role="status">
        {say('imported', { cells: count(report.rows - leftOut), communities: count(grids.length) })}{' '}
        {leftOut > 0 &&
          say('leftOut', { count: count(leftOut), names: listed(faulty.map(({ name }) => name)) })}
      </p>
    )
  const differs = grids.some(({ cells }) => cells.some(({ change }) => change !== 'same'))
  return (
    <>
      {report.faultCount > 0 && <FaultReport report={report} fileName="grid-faults.csv" />}
      {report.faultCount > 0 && grids.length > 0 && (
        <>
          <h2>{say('soundGrids', { count: count(grids.length) })}</h2>
          <p className="soft">{say('soundGridsAdvice', { count: count(leftOut) })}</p>
        </>
      )}
      {grids.map(({ code, name, cells, components, regridded }) => (
        <section key={code} aria-labelledby={`grid-${code}`}>
          <h2 id={`grid-${code}`}>
            {name} <span className="soft">{code}</span>
          </h2>
          <CellChanges cells={cells} />
          <p>
            {components === 0
              ? say('noComponents')
              : say('regridded', { components: count(components), regridded: count(regridded) })}
          </p>
        </section>
      ))}
      {differs && (
        <form
          className="page-filters"
          onSubmit={(event) => {
            event.preventDefault()
            onDay(from)
          }}
        >
          <label htmlFor="grid-import-from">{say('from')}</label>
          <Input
            id="grid-import-from"
            type="date"
            required
            className="components-day"
            min={today}
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
          <Button type="primary" htmlType="submit" loading={busy}>
            {leftOut > 0
              ? say('planSound', { count: count(grids.length), left: count(leftOut) })
              : say('plan')}
          </Button>
        </form>
      )}
      {!differs && grids.length > 0 && <p role="status">{say('noDifference')}</p>}
    </>
  )
}
