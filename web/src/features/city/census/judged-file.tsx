import { Button } from 'antd'
import { count } from '@/shared/numbers'
import { ColumnMap } from './column-map'
import { FaultReport } from './fault-report'
import { useWords } from './words'

interface JudgedFileProps {
  report: Parameters<typeof FaultReport>[0]['report'] & Parameters<typeof ColumnMap>[0]['report']
  /** What the sound lines would do. */
  counts: readonly { label: string; many: number }[]
  advice?: string
  /** What becomes of the faulty lines when the others are taken. */
  leftOutAdvice: string
  fileName: string
  disabled?: boolean
  busy: boolean
  onMap: (field: string, column: string) => void
  /** With the number of lines that are left out; none when there are none. */
  onTake: (leaveOut?: number) => void
}

/** A file that was looked at: its faults, what its sound lines would do, and the choice to take them without the others. */
export function JudgedFile(props: JudgedFileProps) {
  const { report, fileName, onMap } = props
  const isFaulty = report.faultCount > 0
  const sound = report.rows - report.leftOut
  return (
    <>
      {isFaulty ? (
        <FaultReport report={report} fileName={fileName}>
          {sound > 0 && <Sound {...props} sound={sound} />}
        </FaultReport>
      ) : (
        <Sound {...props} sound={sound} />
      )}
      <ColumnMap report={report} onMap={onMap} />
    </>
  )
}

function Sound({
  report,
  counts,
  advice,
  leftOutAdvice,
  sound,
  ...take
}: JudgedFileProps & { sound: number }) {
  const say = useWords()
  const { leftOut } = report
  const Title = leftOut > 0 ? 'h3' : 'h2'
  return (
    <section aria-labelledby="census-sound">
      <Title id="census-sound">{say(leftOut > 0 ? 'soundLines' : 'sound', { count: count(sound) })}</Title>
      <ul className="census-counts">
        {counts.map(({ label, many }) => (
          <li key={label}>
            {label} <strong>{count(many)}</strong>
          </li>
        ))}
      </ul>
      {advice && <p className="soft">{advice}</p>}
      {leftOut > 0 && <p className="soft">{leftOutAdvice}</p>}
      <Button
        type={leftOut > 0 ? 'default' : 'primary'}
        disabled={take.disabled ?? false}
        loading={take.busy}
        onClick={() => take.onTake(leftOut || undefined)}
      >
        {leftOut > 0 ? say('takeSound', { count: count(sound), left: count(leftOut) }) : say('takeNow')}
      </Button>
    </section>
  )
}
