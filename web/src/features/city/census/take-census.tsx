import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { count } from '@/shared/numbers'
import { Fault } from '@/shared/ui/fault'
import { FileField } from '@/shared/ui/file-field'
import { type CensusReport, changes, formatOf, useTake } from './census'
import { ColumnMap } from './column-map'
import { FaultReport } from './fault-report'
import { useWords } from './words'

interface TypedCensus {
  name: string
  area?: string
}

/** A new file: looked at first, as often as its columns need, and taken when it has no fault. */
export function TakeCensus() {
  const say = useWords()
  const [file, setFile] = useState<File>()
  const [map, setMap] = useState<Readonly<Record<string, string>>>({})
  const [share, setShare] = useState(0)
  const [form] = Form.useForm<TypedCensus>()
  const take = useTake(setShare)
  const report = take.data
  const send = async (dryRun: boolean, columns = map) => {
    const { name, area } = await form.validateFields()
    if (!file) return
    setShare(0)
    take.mutate({ file, name: name.trim(), area: area?.trim() || '', map: columns, dryRun })
  }
  const choose = (chosen: File | undefined) => {
    setFile(chosen)
    setMap({})
    take.reset()
    if (chosen && !form.getFieldValue('name'))
      form.setFieldValue('name', chosen.name.replace(/\.[^.]+$/, '').slice(0, 100))
  }
  const odd = file && !formatOf(file.name)
  return (
    <div className="page">
      <p>
        <Link to="/components/censuses">{say('back')}</Link>
      </p>
      <h1>{say('take')}</h1>
      <p className="soft">{say('takeLead')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="rule-form"
        onFinish={() => void send(true)}
      >
        <FileField
          label={say('file')}
          accept=".csv,.geojson,.json,.xlsx,.zip"
          describedBy="census-file-hint"
          onChoose={choose}
        />
        <p id="census-file-hint" className={odd ? undefined : 'soft'} role={odd ? 'alert' : undefined}>
          {say(odd ? 'fileOdd' : 'fileHint')}
        </p>
        <div className="form-pair">
          <Form.Item
            name="name"
            label={say('name')}
            rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name="area"
            label={say('area')}
            extra={say('areaHint')}
            rules={[{ pattern: /^\d{6,15}$/, message: say('areaOdd') }]}
          >
            <Input maxLength={15} inputMode="numeric" />
          </Form.Item>
        </div>
        <div className="form-keys">
          <Button type="primary" htmlType="submit" disabled={!file || odd} loading={take.isPending}>
            {say('check')}
          </Button>
        </div>
      </Form>
      {take.isPending && <Progress share={share} />}
      <Fault error={take.error} />
      {report && (
        <Found
          report={report}
          busy={take.isPending}
          onMap={(field, column) => {
            const columns = { ...map, [field]: column }
            setMap(columns)
            void send(true, columns)
          }}
          onTake={() => void send(false)}
        />
      )}
    </div>
  )
}

/** How much has left; then the rows are judged, and how long that takes nobody can tell before. */
function Progress({ share }: { share: number }) {
  const say = useWords()
  return (
    <p role="status">
      {share < 1 ? (
        <progress value={share} max={1} aria-label={say('sending')} />
      ) : (
        <progress aria-label={say('judging')} />
      )}{' '}
      {say(share < 1 ? 'sending' : 'judging')}
    </p>
  )
}

interface FoundProps {
  report: CensusReport
  busy: boolean
  onMap: (field: string, column: string) => void
  onTake: () => void
}

function Found({ report, busy, onMap, onTake }: FoundProps) {
  const say = useWords()
  const { differences } = report
  const differs = changes.some((change) => differences[change] > 0)
  if (report.id)
    return (
      <p role="status">
        {say('taken', { count: count(report.rows) })}{' '}
        <Link to={`/components/censuses/${report.id}`}>{say('toDifferences')}</Link>
      </p>
    )
  return (
    <>
      {report.faultCount > 0 ? (
        <FaultReport report={report} />
      ) : (
        <section aria-labelledby="census-sound">
          <h2 id="census-sound">{say('sound', { count: count(report.rows) })}</h2>
          <ul className="census-counts">
            {changes.map((change) => (
              <li key={change}>
                {say(`change.${change}`)} <strong>{count(differences[change])}</strong>
              </li>
            ))}
            <li>
              {say('same')} <strong>{count(differences.same)}</strong>
            </li>
          </ul>
          <p className="soft">{say(differs ? 'soundAdvice' : 'nothingDiffers')}</p>
          <Button type="primary" disabled={!differs} loading={busy} onClick={onTake}>
            {say('takeNow')}
          </Button>
        </section>
      )}
      <ColumnMap report={report} onMap={onMap} />
    </>
  )
}
