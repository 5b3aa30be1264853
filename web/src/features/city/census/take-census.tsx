import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { count } from '@/shared/numbers'
import { Fault } from '@/shared/ui/fault'
import { FileField } from '@/shared/ui/file-field'
import { type CensusReport, changes, formatOf, useTake } from './census'
import { JudgedFile } from './judged-file'
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
  const send = async (dryRun: boolean, columns = map, leaveOut?: number) => {
    const { name, area } = await form.validateFields()
    if (!file) return
    setShare(0)
    take.mutate({
      file,
      name: name.trim(),
      area: area?.trim() || '',
      map: columns,
      dryRun,
      ...(leaveOut && { leaveOut }),
    })
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
            rules={[{ pattern: /^(\d{6,12}|\d{12}[0-9A-Z]{1,3})$/, message: say('areaOdd') }]}
          >
            <Input maxLength={15} />
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
          onTake={(leaveOut) => void send(false, map, leaveOut)}
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
  onTake: (leaveOut?: number) => void
}

function Found({ report, busy, onMap, onTake }: FoundProps) {
  const say = useWords()
  const { differences, leftOut } = report
  const differs = changes.some((change) => differences[change] > 0)
  if (report.id)
    return (
      <p role="status">
        {say('taken', { count: count(report.rows - leftOut) })}{' '}
        {leftOut > 0 && say('leftOut', { count: count(leftOut) })}{' '}
        <Link to={`/components/censuses/${report.id}`}>{say('toDifferences')}</Link>
      </p>
    )
  return (
    <JudgedFile
      report={report}
      fileName="census-faults.csv"
      counts={[...changes, 'same' as const].map((one) => ({
        label: say(one === 'same' ? 'same' : `change.${one}`),
        many: differences[one],
      }))}
      advice={say(differs ? 'soundAdvice' : 'nothingDiffers')}
      leftOutAdvice={say('leftOutAdvice', { count: count(leftOut) })}
      disabled={!differs}
      busy={busy}
      onMap={onMap}
      onTake={onTake}
    />
  )
}
