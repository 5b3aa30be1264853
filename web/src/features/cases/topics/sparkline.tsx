import { useWords } from './words'

const barWidth = 6
const gap = 2
const height = 24

/** How many in each week, the latest last: a bar a week, told in words to those who can't see it. */
export function Sparkline({ weeks }: { weeks: readonly number[] }) {
  const say = useWords()
  const most = Math.max(1, ...weeks)
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={say('sparkline', { weeks: weeks.join(' ') })}
      viewBox={`0 0 ${weeks.length * (barWidth + gap)} ${height}`}
      width={weeks.length * (barWidth + gap)}
      height={height}
    >
      {weeks.map((count, week) => {
        const tall = count === 0 ? 1 : Math.max(3, (count / most) * height)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a week is known by its place
            key={week}
            className={count === 0 ? 'bar-whole' : 'bar-part'}
            x={week * (barWidth + gap)}
            y={height - tall}
            width={barWidth}
            height={tall}
          />
        )
      })}
    </svg>
  )
}
