import { Link } from 'react-router'
import { count } from '@/shared/numbers'
import { useMay } from '@/shared/session/session'
import { Moment } from '@/shared/time/time-left'
import { ListPage } from '../list-page'
import { type CensusHead, useCensuses } from './census'
import { useWords } from './words'

const openOf = ({ counts }: CensusHead) =>
  counts.filter(({ decision }) => !decision).reduce((all, { items }) => all + items, 0)

/** The files that were taken, and how much of each still waits for somebody. */
export function CensusList() {
  const say = useWords()
  const may = useMay()
  return (
    <ListPage
      back={say('toComponents')}
      title={say('censuses')}
      intro={say('intro')}
      action={
        may('takeCensus') && (
          <Link className="main-link" to="/components/censuses/new">
            {say('take')}
          </Link>
        )
      }
      list={useCensuses()}
      usual={6}
      keyOf={({ id }) => id}
      columns={[
        { head: say('name'), cell: ({ id, name }) => <Link to={`/components/censuses/${id}`}>{name}</Link> },
        { head: say('takenAt'), cell: ({ takenAt }) => <Moment at={takenAt} /> },
        { head: say('format'), cell: ({ format }) => say(`format.${format}`) },
        { head: say('area'), cell: ({ area }) => area },
        { head: say('rows'), cell: ({ rows }) => count(rows), isNumber: true },
        { head: say('open'), cell: (one) => count(openOf(one)), isNumber: true },
      ]}
      none={say('none')}
      noneAdvice={say('noneAdvice')}
    />
  )
}
